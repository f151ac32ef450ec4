package io.hakko.application.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Turns what a form submits into a document: what was left empty is not there, texts have no blanks around them. */
final class Documents {

    private Documents() {}

    static ObjectNode pruned(JsonNode submitted) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        submitted.properties().forEach(field -> {
            JsonNode value = prune(field.getValue());
            if (!value.isMissingNode() && !(value.isObject() && value.isEmpty())) {
                result.set(field.getKey(), value);
            }
        });
        return result;
    }

    static Optional<String> text(JsonNode node, String name) {
        String text = node.path(name).asText("").strip();
        return text.isEmpty() || node.path(name).isNull() ? Optional.empty() : Optional.of(text);
    }

    static Optional<LocalDate> date(JsonNode node, String name) {
        try {
            return text(node, name).map(LocalDate::parse);
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    /** Rows keep their place even when they are empty, so that messages find them. */
    private static JsonNode prune(JsonNode value) {
        if (value.isObject()) {
            return pruned(value);
        }
        if (value.isArray()) {
            ArrayNode rows = JsonNodeFactory.instance.arrayNode();
            value.forEach(row -> rows.add(row.isObject() ? pruned(row) : row));
            return rows;
        }
        if (value.isTextual()) {
            String text = value.textValue().strip();
            return text.isEmpty() ? JsonNodeFactory.instance.missingNode() : TextNode.valueOf(text);
        }
        return value.isNull() ? JsonNodeFactory.instance.missingNode() : value;
    }
}
