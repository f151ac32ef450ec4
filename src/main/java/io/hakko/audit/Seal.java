package io.hakko.audit;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** A seal as it stands in the database, without the hashes it covers. */
record Seal(SealStatement statement, SealSignature signature) {

    private static final String ALGORITHM = "SHA256withRSA";

    /** What the next seal says about this one. */
    String sha256() {
        return Hash.over(statement.encoded(), signature.bytes()).hex();
    }

    /** Whether the key of this certificate has signed it. */
    boolean isSignedBy(byte[] certificate) {
        try {
            Certificate parsed =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(parsed.getPublicKey());
            verifier.update(statement.encoded());
            return verifier.verify(signature.bytes());
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }
}
