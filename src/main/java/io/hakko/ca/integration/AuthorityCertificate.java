package io.hakko.ca.integration;

import io.hakko.shared.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/** Certificates of authorities: no authority stands below them (pathLenConstraint 0). */
final class AuthorityCertificate {

    private static final int SERIAL_BITS = 126;

    private AuthorityCertificate() {}

    /** A key of an authority certified by another one of it: same name, valid as long as both are (RFC 4210 section 4.4). */
    static Der link(CaKey certified, CaKey by, String algorithm) {
        X509Certificate its = certified.certificate();
        Date end = its.getNotAfter().before(by.certificate().getNotAfter())
                ? its.getNotAfter()
                : by.certificate().getNotAfter();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                by.name(),
                serial(),
                its.getNotBefore(),
                end,
                certified.name(),
                SubjectPublicKeyInfo.getInstance(its.getPublicKey().getEncoded()));
        try {
            builder.addExtension(Extension.authorityKeyIdentifier, false, by.keyIdentifier());
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new SubjectKeyIdentifier(certified.keyIdentifier().getKeyIdentifierOctets()));
            addAuthority(builder);
            return Der.of(
                    builder.build(by.signer(BouncyCastle.algorithm(algorithm))).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a link of " + certified.caId() + " cannot be encoded", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
    }

    private static void addAuthority(X509v3CertificateBuilder builder) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static Der selfSigned(SigningKey key, String name, Instant from, Instant to, String algorithm) {
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded());
        X500Name subject = X500Name.getInstance(new X500Principal(name).getEncoded());
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(subject, serial(), Date.from(from), Date.from(to), subject, publicKey);
        try {
            addAuthority(builder);
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return Der.of(
                    builder.build(key.signer(BouncyCastle.algorithm(algorithm))).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a certificate of " + name + " cannot be encoded", e);
        }
    }
}
