package io.hakko.card.integration;

import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import java.util.Optional;
import java.util.function.Supplier;
import javax.smartcardio.CardTerminal;

/** The production code of the card side for a reader that is somewhere else, and the box of cards that stands there. */
public final class FireCards {

    private FireCards() {}

    /** PIV cards in any reader that {@code javax.smartcardio} knows. */
    public static CardReader piv(String name, Supplier<Optional<CardTerminal>> terminals, byte[] managementKey) {
        return new PivReader(name, terminals, managementKey);
    }

    /** A box of simulated cards with their reader. */
    public static final class Box {
        private final SimulatedReader reader = new SimulatedReader();

        public CardTerminal terminal() {
            return reader;
        }

        public SimulatedCards hand() {
            return reader;
        }

        public byte[] managementKey() {
            return reader.managementKey();
        }
    }
}
