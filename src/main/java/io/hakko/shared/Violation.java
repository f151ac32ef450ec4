package io.hakko.shared;

import java.util.List;

/**
 * One thing that is wrong with the input.
 *
 * @param pointer JSON pointer (RFC 6901) into the submitted document, {@code ""} for the whole
 * @param code why
 * @param arguments values for the message ({@code {0}}, {@code {1}} …); never personal data that is not on the same
 *     screen
 */
public record Violation(String pointer, RefusalCode code, List<Object> arguments) {

    public Violation {
        arguments = List.copyOf(arguments);
    }

    public static Violation at(String pointer, RefusalCode code, Object... arguments) {
        return new Violation(pointer, code, List.of(arguments));
    }
}
