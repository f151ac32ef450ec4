package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;
import java.util.stream.IntStream;

/** keyUsage has a bit, is critical, and does not let a holder sign certificates or CRLs. */
final class KeyUsageLint implements Lint {

    private static final int CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    @Override
    public String id() {
        return "keyUsage";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.3";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            boolean[] bits = specimen.read().getKeyUsage();
            return bits != null
                    && IntStream.range(0, bits.length).anyMatch(i -> bits[i])
                    && !bits[CERT_SIGN]
                    && !bits[CRL_SIGN];
        } catch (CertificateException e) {
            return false;
        }
    }
}
