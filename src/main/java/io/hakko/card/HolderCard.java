package io.hakko.card;

import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The card in the holder's own reader. PINs stay the caller's to wipe. Every method throws {@link io.hakko.shared.Refusal} with a
 * code of {@link HolderRefusal}.
 */
public interface HolderCard extends AutoCloseable {

    /** Finds cards on the holder's PC; by {@link java.util.ServiceLoader}, no service runs there. */
    interface Finder {

        /**
         * The one card in the readers of this PC.
         *
         * @param library the PKCS#11 library; empty: the one of OpenSC, where systems keep it
         */
        HolderCard find(Optional<Path> library);

        /**
         * Sets a new PIN with the unblocking value, on the one PIV card in the readers of this PC.
         *
         * @param expected the card that is meant
         * @throws io.hakko.shared.Refusal UNBLOCKING_WRONG with the number of tries left
         */
        void unblock(CardNumber expected, byte[] unblocking, byte[] newPin);
    }

    /** How the PIN stands, as far as the card's flags say. */
    enum PinState {
        /** Nothing is known against it. */
        FINE,
        /** More than half of the tries are used up. */
        FEW_LEFT,
        /** One try is left. */
        LAST_TRY,
        /** No try is left. */
        LOCKED
    }

    Der certificate();

    CardNumber number();

    PinState pinState();

    /** sha256WithRSAEncryption under the PIN. */
    byte[] sign(char[] pin, byte[] message);

    void changePin(char[] pin, char[] newPin);

    @Override
    void close();
}
