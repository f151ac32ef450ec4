package io.hakko.ca.domain;

import io.hakko.shared.Der;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Reads RSA public keys. */
public final class RsaKeys {

    private RsaKeys() {}

    /** The key; empty when the bytes are not an RSA SubjectPublicKeyInfo in DER, or say something besides. */
    public static Optional<RSAPublicKey> read(Der publicKey) {
        byte[] encoded = publicKey.bytes();
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return factory.generatePublic(new X509EncodedKeySpec(encoded)) instanceof RSAPublicKey key
                            && Arrays.equals(encoded, canonical(factory, key))
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Encoded anew from the two numbers alone; what was read keeps the bytes it came in. */
    private static byte[] canonical(KeyFactory factory, RSAPublicKey key) throws GeneralSecurityException {
        return factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                .getEncoded();
    }
}
