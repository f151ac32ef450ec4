package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** A holder's certificate is not one of an authority. */
final class NotAnAuthorityLint implements Lint {

    @Override
    public String id() {
        return "notAnAuthority";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.9";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read().getBasicConstraints() < 0;
        } catch (CertificateException e) {
            return false;
        }
    }
}
