package io.hakko.application.domain;

import java.util.regex.Pattern;

/** An address in Japan (B-GEN-12). */
public record PostalAddress(String postalCode, String text) {

    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{3}-[0-9]{4}");
    private static final Pattern MUNICIPALITY = Pattern.compile(".*[市区町村].*");

    public PostalAddress {
        if (!POSTAL_CODE.matcher(postalCode).matches() || text.isBlank()) {
            throw new IllegalArgumentException("not a postal address");
        }
    }

    /** Whether the text names a municipality, as every address of a Japanese register does. */
    public boolean namesMunicipality() {
        return MUNICIPALITY.matcher(text).matches();
    }
}
