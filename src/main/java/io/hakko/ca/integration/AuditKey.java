package io.hakko.ca.integration;

import io.hakko.audit.SealKeys.SealKey;
import io.hakko.audit.SealSignature;
import io.hakko.audit.SealStatement;
import io.hakko.ca.domain.AuthorityKey;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.operator.ContentSigner;

/** A key that seals the audit trail. */
final class AuditKey implements SealKey {

    static final String ALGORITHM = "SHA256withRSA";

    private static final int DIGITAL_SIGNATURE = 0;

    private final String id;
    private final HeldKey held;

    /** @param id {@code audit}, then {@code audit-k2} and so on */
    AuditKey(String id, HeldKey held) {
        this.id = id;
        this.held = held;
        refuseMisfit();
    }

    String id() {
        return id;
    }

    @Override
    public Der certificate() {
        try {
            return Der.of(held.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the certificate of the audit key " + id + " cannot be encoded", e);
        }
    }

    @Override
    public SealSignature sign(SealStatement statement) {
        ContentSigner signer = held.key().signer(BouncyCastle.algorithm(ALGORITHM));
        try (OutputStream out = signer.getOutputStream()) {
            out.write(statement.encoded());
        } catch (IOException e) {
            throw new IllegalStateException("the audit key " + id + " cannot sign", e);
        }
        return SealSignature.of(signer.getSignature());
    }

    AuthorityKey described() {
        X509Certificate certificate = held.certificate();
        return new AuthorityKey(
                id,
                certificate.getSubjectX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificate());
    }

    /** The key of an authority must not seal: what it signs could be taken for a certificate. */
    private void refuseMisfit() {
        X509Certificate certificate = held.certificate();
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() >= 0 || usage == null || !usage[DIGITAL_SIGNATURE]) {
            throw new IllegalStateException(
                    "the certificate of the audit key " + id + " is not one for signatures only");
        }
        if (!held.key().publicKey().equals(certificate.getPublicKey())) {
            throw new IllegalStateException("key and certificate of the audit key " + id + " do not belong together");
        }
    }
}
