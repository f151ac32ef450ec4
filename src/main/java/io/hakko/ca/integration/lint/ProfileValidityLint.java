package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** The validity is the one that the profile gives the product. */
final class ProfileValidityLint implements Lint {

    @Override
    public String id() {
        return "profileValidity";
    }

    @Override
    public String source() {
        return "D-20";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read()
                            .getNotBefore()
                            .toInstant()
                            .equals(specimen.meant().notBefore())
                    && specimen.read()
                            .getNotAfter()
                            .toInstant()
                            .equals(specimen.meant().notAfter());
        } catch (CertificateException e) {
            return false;
        }
    }
}
