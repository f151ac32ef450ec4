package io.hakko.ca.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.ContentSigner;

/**
 * One RSASSA-PKCS1-v1_5 signature (RFC 8017 section 8.2) of any length: content is hashed as it comes, and the key, wherever it
 * is, gets the digest only. Java's own digests are several times as fast as those of Bouncy Castle, which counts for a long CRL.
 */
final class DigestSigner implements ContentSigner {

    private static final String RAW = "RSA/ECB/PKCS1Padding";

    private static final Map<ASN1ObjectIdentifier, Digest> DIGESTS = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, new Digest("SHA-256", NISTObjectIdentifiers.id_sha256),
            PKCSObjectIdentifiers.sha384WithRSAEncryption, new Digest("SHA-384", NISTObjectIdentifiers.id_sha384),
            PKCSObjectIdentifiers.sha512WithRSAEncryption, new Digest("SHA-512", NISTObjectIdentifiers.id_sha512));

    private final AlgorithmIdentifier algorithm;
    private final UnaryOperator<byte[]> key;
    private final ASN1ObjectIdentifier hash;
    private final MessageDigest running;
    private byte[] digestInfo = {};

    /**
     * @param key pads the encoded DigestInfo (EMSA-PKCS1-v1_5) and makes the signature
     * @throws IllegalStateException for an algorithm that is none of RSA with SHA-256, SHA-384 or SHA-512
     */
    DigestSigner(AlgorithmIdentifier algorithm, UnaryOperator<byte[]> key) {
        Digest digest = DIGESTS.get(algorithm.getAlgorithm());
        if (digest == null) {
            throw new IllegalStateException("an RSA key does not sign with " + algorithm.getAlgorithm());
        }
        this.algorithm = algorithm;
        this.key = key;
        this.hash = digest.oid();
        this.running = digest.begin();
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                running.update((byte) octet);
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                running.update(octets, from, length);
            }
        };
    }

    @Override
    public byte[] getSignature() {
        try {
            digestInfo = new DigestInfo(new AlgorithmIdentifier(hash, DERNull.INSTANCE), running.digest())
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a digest cannot be encoded", e);
        }
        return key.apply(digestInfo);
    }

    /** Whether a public key recovers what {@link #getSignature} has handed to the private one; false before that. */
    boolean verifies(byte[] signature, PublicKey publicKey) {
        try {
            Cipher recovery = Cipher.getInstance(RAW);
            recovery.init(Cipher.DECRYPT_MODE, publicKey);
            return digestInfo.length > 0 && MessageDigest.isEqual(recovery.doFinal(signature), digestInfo);
        } catch (GeneralSecurityException unreadable) {
            return false;
        }
    }

    /** @param jcaName of the hash */
    private record Digest(String jcaName, ASN1ObjectIdentifier oid) {

        MessageDigest begin() {
            try {
                return MessageDigest.getInstance(jcaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
