package io.hakko.delivery.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * お問い合わせ番号 of the post office: letters and digits, because its exact form is not documented to us. Whether it
 * {@link #isUsual()} only decides about a warning.
 */
public record TrackingNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{6,20}");
    private static final Pattern USUAL = Pattern.compile("[0-9]{11}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}\u2212\u30FC]");

    public TrackingNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tracking number");
        }
    }

    /**
     * Reads what a person typed or scanned: full-width digits, hyphens and spaces do not matter. Empty when what is
     * left cannot be a number of a postal item.
     */
    public static Optional<TrackingNumber> parse(String typed) {
        String narrow = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        String plain = SEPARATORS.matcher(narrow).replaceAll("").toUpperCase(Locale.ROOT);
        return FORM.matcher(plain).matches() ? Optional.of(new TrackingNumber(plain)) : Optional.empty();
    }

    /** A number of the usual form: ten digits and their remainder by seven. */
    public static TrackingNumber ofSequence(long tenDigits) {
        return new TrackingNumber("%010d%d".formatted(tenDigits, tenDigits % 7));
    }

    /** Whether it has eleven digits of which the last is the remainder of the first ten by seven. */
    public boolean isUsual() {
        return USUAL.matcher(value).matches() && Long.parseLong(value.substring(0, 10)) % 7 == value.charAt(10) - '0';
    }

    @Override
    public String toString() {
        return value;
    }
}
