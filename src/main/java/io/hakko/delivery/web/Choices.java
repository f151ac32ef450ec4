package io.hakko.delivery.web;

import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Choices of a form: how they are offered, and how one is read back. */
final class Choices {

    private Choices() {}

    static <T extends Enum<T>> List<Map<String, String>> of(Class<T> kinds, Function<T, String> label) {
        return Arrays.stream(kinds.getEnumConstants())
                .map(kind -> choice(kind.name(), label.apply(kind)))
                .toList();
    }

    static Map<String, String> choice(String value, String label) {
        return Map.of("value", value, "label", label);
    }

    /** The choice made; refused at this pointer when there is none. */
    static <T extends Enum<T>> T read(Class<T> kinds, @Nullable String value, String pointer, RefusalCode missing) {
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> kind.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.at(pointer, missing));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
