package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** The signature is over just what stands in the certificate: the throw-away key makes it again from what the second parser has read. */
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
            return specimen.isSigned();
        } catch (CertificateException e) {
            return false;
        }
    }
}
