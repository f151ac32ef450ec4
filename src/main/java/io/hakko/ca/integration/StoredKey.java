package io.hakko.ca.integration;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key that was read from a file into memory. */
final class StoredKey implements SigningKey {

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    StoredKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new RSA key. */
    static StoredKey generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            return new StoredKey(pair.getPrivate(), pair.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public ContentSigner signer(AlgorithmIdentifier algorithm) {
        try {
            // Java's own provider: its digests are many times as fast, which counts for large CRLs
            return new JcaContentSignerBuilder(BouncyCastle.algorithmName(algorithm)).build(privateKey);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("a key does not fit " + algorithm.getAlgorithm(), e);
        }
    }

    /** Only for the key store that is to hold it. */
    PrivateKey privateKey() {
        return privateKey;
    }
}
