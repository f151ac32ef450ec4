package io.hakko.ca;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One CRL of one authority. Written {@code aosign-g2-17}: business key of {@code crl-publication}.
 *
 * @param caId authority, the id of the service profile
 * @param number CRL number (RFC 5280 section 5.2.3)
 */
public record CrlKey(String caId, long number) {

    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]{1,39})-([1-9][0-9]{0,17})");

    public CrlKey {
        if (!FORM.matcher(caId + "-" + number).matches()) {
            throw new IllegalArgumentException("not a CRL key: " + caId + "-" + number);
        }
    }

    public static CrlKey of(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a CRL key: " + value);
        }
        return new CrlKey(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return caId + "-" + number;
    }
}
