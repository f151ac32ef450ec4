package io.hakko.ca.domain;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The items recorded in a certificate (A-GEN-04), as they come with the order. */
public record RecordedItems(Map<Item, String> values) {

    public RecordedItems {
        values = Map.copyOf(values);
    }

    Optional<String> get(Item item) {
        return Optional.ofNullable(values.get(item));
    }

    /** Goes through the items there are, in the order of {@link Item}. */
    void forEach(BiConsumer<Item, String> visitor) {
        for (Item item : Item.values()) {
            get(item).ifPresent(text -> visitor.accept(item, text));
        }
    }
}
