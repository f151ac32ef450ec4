package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;
import java.util.Optional;

/** A reader, here or elsewhere, whose card can be looked at. */
public interface CardSlot {

    /** Name as the operator knows it. */
    String name();

    /** Whether there is a reader at all. Without one nothing can be said about cards. */
    boolean isConnected();

    /** Chip serial of the card in the reader; empty when there is none or it cannot be read. */
    Optional<ChipSerial> inserted();

    /**
     * Looks at the card in the reader, until it is closed.
     *
     * @throws CardFault when there is no card, or it is none of ours
     */
    CardReading open();
}
