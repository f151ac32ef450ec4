package io.hakko.shared;

import java.util.regex.Pattern;

/** 失効申請番号, {@code RV-2026-000001}. Business key of {@code certificate-revocation}. */
public record RevocationRequestNumber(String value) {

    private static final Pattern FORM = Pattern.compile("RV-[0-9]{4}-[0-9]{6}");

    public RevocationRequestNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a revocation request number: " + value);
        }
    }

    public static RevocationRequestNumber of(String value) {
        return new RevocationRequestNumber(value);
    }

    public static RevocationRequestNumber of(int year, long sequence) {
        return new RevocationRequestNumber("RV-%04d-%06d".formatted(year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
