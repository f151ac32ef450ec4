package io.hakko.card.domain;

import java.util.regex.Pattern;

/** Number of a batch of cards, such as {@code CB-2026-000012}. */
public record BatchNumber(String value) {

    private static final Pattern FORM = Pattern.compile("CB-[0-9]{4}-[0-9]{6}");

    public BatchNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a batch number: " + value);
        }
    }

    public static BatchNumber of(String value) {
        return new BatchNumber(value.strip());
    }

    public static BatchNumber of(int year, long sequence) {
        return new BatchNumber("CB-%04d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
