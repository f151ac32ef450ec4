package io.hakko.ca.integration;

import io.hakko.ca.domain.KeyOrder;
import io.hakko.shared.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/** The self-signed certificate of a key that seals the audit trail and certifies nothing. */
final class AuditCertificate {

    private static final int SERIAL_BITS = 126;

    private AuditCertificate() {}

    static Der selfSigned(SigningKey key, KeyOrder order) {
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded());
        X500Name subject = X500Name.getInstance(new X500Principal(order.name()).getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                subject,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(order.notBefore()),
                Date.from(order.notAfter()),
                subject,
                publicKey);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return Der.of(builder.build(key.signer(BouncyCastle.algorithm(order.signatureAlgorithm())))
                    .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("the certificate of an audit key cannot be encoded", e);
        }
    }
}
