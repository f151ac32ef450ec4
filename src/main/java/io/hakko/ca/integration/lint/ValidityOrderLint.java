package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** The validity ends after it begins. */
final class ValidityOrderLint implements Lint {

    @Override
    public String id() {
        return "validityOrder";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.5";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read().getNotAfter().after(specimen.read().getNotBefore());
        } catch (CertificateException e) {
            return false;
        }
    }
}
