package io.hakko.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Refusal of impossible profile values, with a message that says what is wrong. */
final class Impossible {

    private Impossible() {}

    // @FormatMethod would cost a dependency; all formats are literals in this package.
    @SuppressWarnings("AnnotateFormatMethod")
    static void unless(boolean possible, String message, Object... arguments) {
        if (!possible) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }

    static String text(String name, String value) {
        unless(!value.isBlank(), "%s is empty", name);
        return value;
    }

    static int within(String name, int value, int least, int most) {
        unless(value >= least && value <= most, "%s is %d, must be %d to %d", name, value, least, most);
        return value;
    }

    static String matching(String name, String value, String form) {
        unless(value.matches(form), "%s is '%s', must look like %s", name, value, form);
        return value;
    }

    static <T> List<T> some(String name, List<T> values) {
        unless(!values.isEmpty(), "%s is empty", name);
        return List.copyOf(values);
    }

    /** An immutable copy of a list in which no two elements have the same key. */
    static <T> List<T> unique(String name, List<T> values, Function<T, String> key) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            unless(seen.add(key.apply(value)), "%s has '%s' twice", name, key.apply(value));
        }
        return List.copyOf(values);
    }

    static void same(String name, Collection<String> values, Collection<String> expected) {
        unless(
                Set.copyOf(values).equals(Set.copyOf(expected)),
                "%s is for %s, but the products are %s",
                name,
                values,
                expected);
    }
}
