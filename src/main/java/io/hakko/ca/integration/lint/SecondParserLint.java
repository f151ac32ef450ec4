package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;
import java.security.interfaces.RSAPublicKey;

/** Another parser, the one of the Java platform, reads the certificate and its public key. */
final class SecondParserLint implements Lint {

    @Override
    public String id() {
        return "secondParser";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read().getPublicKey() instanceof RSAPublicKey;
        } catch (CertificateException e) {
            return false;
        }
    }
}
