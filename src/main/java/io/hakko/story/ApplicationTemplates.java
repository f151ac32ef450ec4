package io.hakko.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Period;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Invented applications, one for each service, whose dates are given as periods before the arrival ({@code -P10D}). */
@Component
@Profile("embedded")
public class ApplicationTemplates {

    private static final Pattern PERIOD = Pattern.compile("-P[0-9YMWD]+");

    private final ObjectMapper json;

    ApplicationTemplates(ObjectMapper json) {
        this.json = json;
    }

    /** An application that is complete on that day. */
    public ObjectNode complete(String profile, LocalDate arrival) {
        try (InputStream in = getClass().getResourceAsStream("/stories/" + profile + ".json")) {
            if (in == null) {
                throw Refusal.at("/profile", StoryRefusal.NO_TEMPLATE, profile);
            }
            return (ObjectNode) dated(json.readTree(in), arrival);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JsonNode dated(JsonNode node, LocalDate arrival) {
        if (node instanceof TextNode text && PERIOD.matcher(text.textValue()).matches()) {
            return TextNode.valueOf(arrival.plus(Period.parse(text.textValue())).toString());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(dated(property.getValue(), arrival)));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                ((com.fasterxml.jackson.databind.node.ArrayNode) node).set(i, dated(node.get(i), arrival));
            }
        }
        return node;
    }
}
