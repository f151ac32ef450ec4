package io.hakko.delivery.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * お問い合わせ番号 of the post office. Free text, because its form is not documented to us; whether it {@link #isUsual()}
 * only decides about a warning.
 */
public record TrackingNumber(String value) {

    private static final Pattern USUAL = Pattern.compile("[0-9]{11}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}\u2212\u30FC]");

    public TrackingNumber {
        if (value.isBlank() || value.length() > 40) {
            throw new IllegalArgumentException("not a tracking number");
        }
    }

    /** Reads what a person typed or scanned: full-width digits, hyphens and spaces do not matter. */
    public static TrackingNumber parse(String typed) {
        String narrow = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return new TrackingNumber(SEPARATORS.matcher(narrow).replaceAll("").toUpperCase(Locale.ROOT));
    }

    /** A number of the usual form: ten digits and their remainder by seven. */
    public static TrackingNumber ofSequence(long tenDigits) {
        return new TrackingNumber("%010d%d".formatted(tenDigits, tenDigits % 7));
    }

    /** Whether it has eleven digits of which the last is the remainder of the first ten by seven. */
    public boolean isUsual() {
        return USUAL.matcher(value).matches()
                && Long.parseLong(value.substring(0, 10)) % 7 == value.charAt(10) - '0';
    }

    @Override
    public String toString() {
        return value;
    }
}
