package io.hakko.notice;

import java.util.UUID;

/** Identity of a letter; as text it is the process variable {@code letterId}. */
public record LetterId(UUID value) {

    public static LetterId of(String text) {
        return new LetterId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
