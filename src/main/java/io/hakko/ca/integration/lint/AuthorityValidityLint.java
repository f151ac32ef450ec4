package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** The validity lies inside that of the authority's certificate. */
final class AuthorityValidityLint implements Lint {

    @Override
    public String id() {
        return "authorityValidity";
    }

    @Override
    public String source() {
        return "D-21";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return !specimen.read().getNotBefore().before(specimen.authority().getNotBefore())
                    && !specimen.read().getNotAfter().after(specimen.authority().getNotAfter());
        } catch (CertificateException e) {
            return false;
        }
    }
}
