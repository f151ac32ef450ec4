package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;

/** A card in the reader of this station. Every method throws {@link CardFault} when the card fails. */
public interface CardSession extends CardReading {

    /** Sets the numbers of tries and makes the signature key pair on the card (D-06). A second call makes a new pair. */
    RSAPublicKey generateKey(Tries tries);

    /**
     * Sets the numbers of tries and puts a key pair on the card that was made beside it (D-06). PIN and unblocking value are void
     * then.
     *
     * @param key RSA 2048; stays the caller's to get rid of
     */
    void importKey(Tries tries, RSAPrivateCrtKey key);

    /** Writes the certificate into the signature slot and the card number into the holder's identifier. */
    void write(CardNumber number, LocalDate expiry, byte[] certificate);

    /**
     * Sets PIN and unblocking value.
     *
     * @param pin six to eight digits, stays the caller's to wipe
     * @param unblocking eight digits, empty when the card cannot be unblocked
     */
    void setPin(byte[] pin, byte[] unblocking);

    /** Signs a message under the PIN: sha256WithRSAEncryption, PKCS #1 v1.5. */
    byte[] sign(byte[] pin, byte[] message);
}
