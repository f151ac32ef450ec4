package io.hakko.card.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/** Number of a box of blank cards, as its maker printed it: capital letters, digits and hyphens, at most 30. */
public record BoxNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Z][0-9A-Z-]{0,29}");

    public BoxNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a box number: " + value);
        }
    }

    public static BoxNumber of(String value) {
        return new BoxNumber(value.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
