package io.hakko.shared;

import java.util.regex.Pattern;

/** 事案番号, {@code CS-2026-000001}. Business key of processes about an authority or a whole service. */
public record CaseNumber(String value) {

    private static final Pattern FORM = Pattern.compile("CS-[0-9]{4}-[0-9]{6}");

    public CaseNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a case number: " + value);
        }
    }

    public static CaseNumber of(String value) {
        return new CaseNumber(value);
    }

    public static CaseNumber of(int year, long sequence) {
        return new CaseNumber("CS-%04d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
