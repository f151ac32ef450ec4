package io.hakko.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.application.domain.Hepburn;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Validates a document by {@code docs/application.schema.json} and says in our own words what is wrong. */
@Component
class FormSchema {

    private static final String RESOURCE = "/schema/application.schema.json";
    private static final Pattern DEFINITION = Pattern.compile("/\\$defs/([A-Za-z]+)");

    /** What a text that does not match the pattern of a definition should have been. */
    private static final Map<String, ApplicationRefusal> FORMS = Map.ofEntries(
            Map.entry("kana", ApplicationRefusal.FORM_OF_KANA),
            Map.entry("romaji", ApplicationRefusal.FORM_OF_ROMAJI),
            Map.entry("romajiAddress", ApplicationRefusal.FORM_OF_ROMAJI_ADDRESS),
            Map.entry("postalCode", ApplicationRefusal.FORM_OF_POSTAL_CODE),
            Map.entry("corporateNumber", ApplicationRefusal.FORM_OF_CORPORATE_NUMBER),
            Map.entry("applicationNumber", ApplicationRefusal.FORM_OF_APPLICATION_NUMBER),
            Map.entry("phone", ApplicationRefusal.FORM_OF_PHONE),
            Map.entry("email", ApplicationRefusal.FORM_OF_EMAIL),
            Map.entry("code", ApplicationRefusal.FORM_OF_CODE),
            Map.entry("version", ApplicationRefusal.FORM_OF_CODE),
            Map.entry("date", ApplicationRefusal.FORM_OF_DATE));

    private final JsonSchema schema;

    FormSchema() {
        try (InputStream resource = FormSchema.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("missing on the class path: " + RESOURCE);
            }
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            resource,
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
            schema.initializeValidators();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything about the document's shape that is wrong, in the order of the document; one violation per place. */
    List<Violation> check(JsonNode document) {
        if (!document.isObject()) {
            return List.of(Violation.at("", ApplicationRefusal.NOT_AN_OBJECT));
        }
        List<Violation> violations = new ArrayList<>();
        myNumbers("", document, violations);
        schema.validate(document).stream()
                .map(message -> violation(message, document))
                .filter(found -> violations.stream().noneMatch(v -> v.pointer().equals(found.pointer())))
                .forEach(violations::add);
        JsonNode corporateNumber = document.at("/company/corporateNumber");
        if (corporateNumber.isTextual()
                && corporateNumber.textValue().matches("[0-9]{13}")
                && !CorporateNumber.isValid(corporateNumber.textValue())) {
            violations.add(Violation.at("/company/corporateNumber", ApplicationRefusal.CORPORATE_NUMBER_CHECK_DIGIT));
        }
        return List.copyOf(violations);
    }

    /** D-13: no text may contain what looks like an individual number. The number itself is not repeated anywhere. */
    private static void myNumbers(String pointer, JsonNode node, List<Violation> violations) {
        if (node.isTextual() && MyNumbers.isIn(node.textValue())) {
            violations.add(Violation.at(pointer, ApplicationRefusal.MY_NUMBER));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            myNumbers(pointer + "/" + escape(field.getKey()), field.getValue(), violations);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            myNumbers(pointer + "/" + i, node.get(i), violations);
        }
    }

    private static Violation violation(ValidationMessage message, JsonNode document) {
        String pointer = pointer(message);
        Object[] arguments = message.getArguments() == null ? new Object[0] : message.getArguments();
        return switch (message.getType()) {
            case "required" -> required(pointer + "/" + escape(message.getProperty()), document);
            case "additionalProperties" ->
                Violation.at(
                        pointer + "/" + escape(message.getProperty()),
                        ApplicationRefusal.UNKNOWN_PROPERTY,
                        message.getProperty());
            case "type" -> Violation.at(pointer, ApplicationRefusal.WRONG_TYPE, schemaValue(message));
            case "enum" -> Violation.at(pointer, ApplicationRefusal.NOT_IN_LIST, schemaValue(message));
            case "maxLength" -> Violation.at(pointer, ApplicationRefusal.TOO_LONG, schemaValue(message));
            case "minimum" -> Violation.at(pointer, ApplicationRefusal.TOO_SMALL, schemaValue(message));
            case "maximum" -> Violation.at(pointer, ApplicationRefusal.TOO_LARGE, schemaValue(message));
            case "maxItems" -> Violation.at(pointer, ApplicationRefusal.TOO_MANY, schemaValue(message));
            case "pattern", "format" -> Violation.at(pointer, form(message));
            default ->
                Violation.at(
                        pointer,
                        ApplicationRefusal.NOT_ALLOWED,
                        arguments.length == 0 ? message.getType() : arguments[0]);
        };
    }

    /** Where the name in romaji is missing, the spelling that A-ROM-01 to A-ROM-04 suggest stands in the message. */
    private static Violation required(String pointer, JsonNode document) {
        String[] kana = document.at("/applicant/nameKana").asText("").strip().split("[ 　]+", 2);
        Optional<String> suggestion = switch (pointer) {
            case "/applicant/romajiName", "/applicant/romajiName/family" -> Hepburn.of(kana[0]);
            case "/applicant/romajiName/given" -> kana.length < 2 ? Optional.empty() : Hepburn.of(kana[1]);
            default -> Optional.empty();
        };
        return suggestion
                .map(spelling -> Violation.at(pointer, ApplicationRefusal.ROMAJI_REQUIRED, spelling))
                .orElseGet(() -> Violation.at(pointer, ApplicationRefusal.REQUIRED));
    }

    private static ApplicationRefusal form(ValidationMessage message) {
        String location = message.getSchemaLocation().getFragment().toString();
        Matcher matcher = DEFINITION.matcher(location);
        String definition = "";
        while (matcher.find()) {
            definition = matcher.group(1);
        }
        return FORMS.getOrDefault(definition, ApplicationRefusal.FORM_OF_TEXT);
    }

    private static String schemaValue(ValidationMessage message) {
        JsonNode value = message.getSchemaNode();
        if (!value.isArray()) {
            return value.asText();
        }
        StringJoiner joined = new StringJoiner(", ");
        value.forEach(item -> joined.add(item.asText()));
        return joined.toString();
    }

    private static String pointer(ValidationMessage message) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            pointer.append('/').append(escape(message.getInstanceLocation().getName(i)));
        }
        return pointer.toString();
    }

    /** RFC 6901. */
    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
