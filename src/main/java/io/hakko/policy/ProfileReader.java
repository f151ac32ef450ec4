package io.hakko.policy;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hakko.calendar.Roll;
import io.hakko.shared.Yen;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a profile; unknown, missing, doubled and impossible values are refused with the place where they stand. */
final class ProfileReader {

    private final ObjectReader reader;

    ProfileReader() {
        SimpleModule words = new SimpleModule("profile words");
        words.addDeserializer(DueRule.class, new Word<>(DueRule.class, DueRule::parse));
        words.addDeserializer(Roll.class, new Word<>(Roll.class, ProfileReader::roll));
        words.addDeserializer(Execution.class, new Word<>(Execution.class, Execution::parse));
        words.addDeserializer(NamePart.class, new Word<>(NamePart.class, NamePart::parse));
        words.addDeserializer(Yen.class, new Amount());
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        reader = YAMLMapper.builder(factory)
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(words)
                .annotationIntrospector(new LaterKeys())
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfig(
                        LogicalType.Integer, c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .build()
                .readerFor(ServiceProfile.class)
                .with(new InjectableValues.Std().addValue(KeyGeneration.class, KeyGeneration.ON_CARD));
    }

    /**
     * Reads one profile.
     *
     * @param name what to call it in messages
     */
    ServiceProfile read(String name, InputStream yaml) {
        try {
            return reader.readValue(yaml);
        } catch (JsonMappingException e) {
            throw new IllegalStateException(
                    "profile " + name + ", " + e.getPathReference() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("profile " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Roll roll(String word) {
        return switch (word) {
            case "next-business-day" -> Roll.NEXT_BUSINESS_DAY;
            case "none" -> Roll.NONE;
            default -> throw new IllegalArgumentException("write next-business-day or none");
        };
    }

    /** Keys that profiles did not have from the first: one that was written before is read as it was meant then. */
    private static final class LaterKeys extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
            return member instanceof AnnotatedParameter && member.getRawType() == KeyGeneration.class
                    ? JacksonInject.Value.construct(KeyGeneration.class.getName(), true, false)
                    : super.findInjectableValue(member);
        }
    }

    /** A value in a compact written form. */
    private static final class Word<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        Word(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText();
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw context.weirdStringException(text, handledType(), String.valueOf(e.getMessage()));
            }
        }
    }

    /** A whole number of yen. */
    private static final class Amount extends StdScalarDeserializer<Yen> {
        private static final long serialVersionUID = 1L;

        Amount() {
            super(Yen.class);
        }

        @Override
        public Yen deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw context.weirdStringException(parser.getText(), Yen.class, "an amount is a whole number of yen");
            }
            return Yen.of(parser.getLongValue());
        }
    }
}
