package io.hakko.ca.integration;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.shared.Der;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** The key of an authority and the certificate that stands with it. */
final class CaKey {

    private static final int LEAST_BITS = 2048;
    private static final int CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private final String caId;
    private final SigningKey signingKey;
    private final X509Certificate certificate;

    CaKey(String caId, SigningKey signingKey, X509Certificate certificate) {
        this.caId = caId;
        this.signingKey = signingKey;
        this.certificate = certificate;
        refuseUnlessAuthority();
    }

    String caId() {
        return caId;
    }

    /** Begins a signature, see {@link SigningKey#signer}. */
    DigestSigner signer(AlgorithmIdentifier algorithm) {
        return signingKey.signer(algorithm);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The subject exactly as it is encoded: issuer of what this key signs. */
    X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /** The subject key identifier of the certificate, whichever way it was made. */
    AuthorityKeyIdentifier keyIdentifier() {
        byte[] extension = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (extension == null) {
            throw new IllegalStateException("the certificate of authority " + caId + " has no subject key identifier");
        }
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        return new AuthorityKeyIdentifier(
                SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
    }

    /** Length of a signature in octets. */
    int signatureLength() {
        return (bits() + 7) / 8;
    }

    /** Length of the key in bits. */
    int bits() {
        return certificate.getPublicKey() instanceof RSAKey key
                ? key.getModulus().bitLength()
                : 0;
    }

    AuthorityKey described() {
        try {
            return new AuthorityKey(
                    caId,
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getSerialNumber().toString(16),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    Der.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("certificate of authority " + caId + " cannot be encoded", e);
        }
    }

    private void refuseUnlessAuthority() {
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate of authority " + caId + " is not self-signed", e);
        }
        boolean[] usage = certificate.getKeyUsage();
        boolean signs = usage != null && usage[CERT_SIGN] && usage[CRL_SIGN];
        if (certificate.getBasicConstraints() < 0 || !signs) {
            throw new IllegalStateException(
                    "the certificate of authority " + caId + " may not sign certificates and CRLs");
        }
        if (bits() < LEAST_BITS) {
            throw new IllegalStateException(
                    "the key of authority %s is not an RSA key of at least %d bits".formatted(caId, LEAST_BITS));
        }
        if (!signingKey.publicKey().equals(certificate.getPublicKey())) {
            throw new IllegalStateException("key and certificate of authority " + caId + " do not belong together");
        }
    }
}
