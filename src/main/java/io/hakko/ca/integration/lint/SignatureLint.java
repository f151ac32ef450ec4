package io.hakko.ca.integration.lint;

import java.security.GeneralSecurityException;

/** The signature is over just what stands in the certificate: the second parser verifies the throw-away key's. */
final class SignatureLint implements Lint {

    @Override
    public String id() {
        return "signature";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.1.3";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            specimen.read().verify(specimen.throwAway());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
