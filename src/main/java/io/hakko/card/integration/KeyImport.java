package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.Tries;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;

/**
 * Makes a key pair and puts it on a card. What is left of the private key in the memory of this process can be wiped by nobody:
 * the process has to end next (B-ISS-03).
 */
final class KeyImport {

    private static final int BITS = 2048;
    private static final int PIN_DIGITS = 8;
    private static final int CHALLENGE_BYTES = 32;
    private static final byte[] NONE = {};

    private final SecureRandom random = new SecureRandom();

    /** Makes the key, imports it, and has the card sign with it. */
    RSAPublicKey into(CardSession card, Tries tries) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(BITS, RSAKeyGenParameterSpec.F4), random);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            card.importKey(tries, (RSAPrivateCrtKey) pair.getPrivate());
            prove(card, open);
            return open;
        } catch (GeneralSecurityException malformed) {
            throw new CardFault(CardFault.Kind.FAILED, "signature of the imported key");
        }
    }

    /** A card signs under a PIN only: it gets one that nobody learns, until it gets that of its holder. */
    private void prove(CardSession card, RSAPublicKey open) throws GeneralSecurityException {
        byte[] challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        byte[] pin = new byte[PIN_DIGITS];
        try {
            for (int i = 0; i < pin.length; i++) {
                pin[i] = (byte) ('0' + random.nextInt(10));
            }
            card.setPin(pin, NONE);
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(open);
            check.update(challenge);
            if (!check.verify(card.sign(pin, challenge))) {
                throw new CardFault(CardFault.Kind.FAILED, "signature of the imported key");
            }
        } finally {
            Arrays.fill(pin, (byte) 0);
        }
    }
}
