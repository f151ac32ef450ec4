package io.hakko.ca.domain;

import io.hakko.shared.JisRepertoire;
import java.util.Optional;

/** A part of the layout of a name: an attribute and where its value comes from. */
public record NamePart(NameAttribute.Type type, Source source) {

    /** Where a value comes from. */
    public sealed interface Source {}

    /** The same text in every certificate. */
    public record Text(String value) implements Source {}

    /** An item of the order, when it is recorded. */
    public record Recorded(Item item) implements Source {}

    /** The number of the application. */
    public record Application() implements Source {}

    /** The attribute; empty when its item is not recorded. Japanese is written in the characters of JIS X 0208. */
    Optional<NameAttribute> fill(IssuanceRequest request) {
        return value(request).map(text -> new NameAttribute(type, text));
    }

    private Optional<String> value(IssuanceRequest request) {
        if (source instanceof Text text) {
            return Optional.of(text.value());
        }
        if (source instanceof Recorded recorded) {
            return request.items()
                    .get(recorded.item())
                    .map(text ->
                            recorded.item().script() == Item.Script.JAPANESE ? JisRepertoire.canonical(text) : text);
        }
        return Optional.of(request.application().value());
    }
}
