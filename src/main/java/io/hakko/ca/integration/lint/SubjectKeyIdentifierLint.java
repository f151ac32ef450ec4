package io.hakko.ca.integration.lint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** The subject key identifier is the SHA-1 of the public key (method 1). */
final class SubjectKeyIdentifierLint implements Lint {

    @Override
    public String id() {
        return "subjectKeyIdentifier";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            byte[] key = ASN1BitString.getInstance(specimen.publicKey().getObjectAt(1))
                    .getOctets();
            byte[] expected = MessageDigest.getInstance("SHA-1").digest(key);
            return specimen.extension(Extension.subjectKeyIdentifier.getId())
                    .map(SubjectKeyIdentifier::getInstance)
                    .filter(stated -> Arrays.equals(stated.getKeyIdentifier(), expected))
                    .isPresent();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
