package io.hakko.ca.integration.lint;

import io.hakko.calendar.Zones;
import java.security.cert.CertificateException;

/** The validity is at most five years. */
final class LegalValidityLint implements Lint {

    private static final int MOST_YEARS = 5;

    @Override
    public String id() {
        return "legalValidity";
    }

    @Override
    public String source() {
        return "施行規則 6条4号";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read()
                    .getNotAfter()
                    .toInstant()
                    .isBefore(specimen.read()
                            .getNotBefore()
                            .toInstant()
                            .atZone(Zones.TOKYO)
                            .plusYears(MOST_YEARS)
                            .toInstant());
        } catch (CertificateException e) {
            return false;
        }
    }
}
