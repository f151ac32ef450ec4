package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Makes what is secret about the cards of a station and knows it until it is on the card and on the PIN letter; no longer, and
 * nobody else (A-PIN-01, B-PIN-01, B-ISS-03, D-07). Whoever loses a secret says that he has none: the card gets a new PIN.
 */
public interface CardSecrets extends AutoCloseable {

    /** Whether a private key may come into being here: only where it goes with the process that has made it (B-ISS-03). */
    boolean mayMakeKeys();

    /**
     * Makes sure, before a card is touched, that its secrets can be made.
     *
     * @throws io.hakko.shared.Refusal when they cannot be made now; the card is not the worse for it
     */
    default void requireReady() {}

    /**
     * Makes a key pair, puts it on the card, has the card prove that it has it, and gets rid of the private key.
     *
     * @throws CardFault when the card fails
     * @throws io.hakko.shared.Refusal when whoever does it is gone; the card gets another key, later
     * @throws IllegalStateException unless {@link #mayMakeKeys}
     */
    RSAPublicKey importKey(CardOnTable card, Tries tries);

    /**
     * Makes PIN and unblocking value and sets them on the card.
     *
     * @param digits length of the PIN
     * @param unblockable whether it gets an unblocking value
     * @throws CardFault when the card fails
     * @throws io.hakko.shared.Refusal when whoever does it is gone; the card gets another PIN, later
     */
    void setPin(CardOnTable card, CardNumber number, int digits, boolean unblockable);

    /**
     * Has the card sign a message under the PIN that was set.
     *
     * @throws CardFault when the card fails
     * @throws SecretLost when the PIN is not known any more
     * @throws io.hakko.shared.Refusal when whoever does it is gone; the card gets another PIN, later
     */
    byte[] sign(CardOnTable card, CardNumber number, byte[] message);

    /** Whether the PIN of that card is known, handed out or not. */
    boolean has(CardNumber card);

    /** Whether the PIN was handed out. */
    boolean wasShown(CardNumber card);

    /** From now on the PIN counts as handed out. */
    void markShown(CardNumber card);

    /**
     * Hands PIN and unblocking value (ASCII digits, empty when there is none) to the page, and wipes both.
     *
     * @throws SecretLost when there is no such secret any more
     */
    void show(CardNumber card, BiConsumer<byte[], byte[]> to);

    /**
     * Asks the printer of this station whether it can print the letter now.
     *
     * @throws PrinterFault when it cannot; any kind but JAMMED
     * @throws SecretLost when there is no such secret any more
     * @throws io.hakko.shared.Refusal when a paper of this card is open already
     */
    Paper paper(CardNumber card, MailerPrinter printer);

    void forget(CardNumber card);

    void forgetAllBut(Set<CardNumber> cards);

    /** Forgets everything. */
    @Override
    void close();

    /** A printer that has said that it can print the PIN letter of a card. */
    interface Paper extends AutoCloseable {

        /**
         * Prints the letter, waits until it is out, and wipes the secret.
         *
         * @throws PrinterFault JAMMED when it is not certain that the letter is out
         */
        void print(MailerSheet sheet);

        @Override
        void close();
    }
}
