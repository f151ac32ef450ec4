package io.hakko.ca.integration;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

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
    public DigestSigner signer(AlgorithmIdentifier algorithm) {
        return new DigestSigner(algorithm, this::sign);
    }

    private byte[] sign(byte[] digestInfo) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, privateKey);
            return cipher.doFinal(digestInfo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key does not sign", e);
        }
    }

    /** Only for the key store that is to hold it. */
    PrivateKey privateKey() {
        return privateKey;
    }
}
