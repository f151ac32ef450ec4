package io.hakko.shared;

import java.util.regex.Pattern;

/**
 * 申込番号. Two letters of the service, the year of arrival and a running number: {@code AO-2026-000001}. Business key of
 * {@code certificate-application} and of all processes it calls.
 */
public record ApplicationNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}-[0-9]{4}-[0-9]{6}");

    public ApplicationNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an application number: " + value);
        }
    }

    public static ApplicationNumber of(String value) {
        return new ApplicationNumber(value);
    }

    public static ApplicationNumber of(String prefix, int year, long sequence) {
        return new ApplicationNumber("%s-%04d-%06d".formatted(prefix, year, sequence));
    }

    @Override
    public String toString() {
        return value;
    }
}
