package io.hakko.ca.integration.lint;

import java.security.cert.CertificateException;

/** The signature algorithm is the one of the profile. */
final class ProfileSignatureAlgorithmLint implements Lint {

    @Override
    public String id() {
        return "profileSignatureAlgorithm";
    }

    @Override
    public String source() {
        return "A-GEN-06";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return specimen.read()
                    .getSigAlgName()
                    .equalsIgnoreCase(specimen.meant().signatureAlgorithm());
        } catch (CertificateException e) {
            return false;
        }
    }
}
