package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;
import java.util.Optional;
import java.util.function.Supplier;

/** The reader of this station. */
public interface CardReader {

    /** Name as the operator knows it. */
    String name();

    /** Whether there is a reader at all. Without one nothing can be said about cards. */
    boolean isConnected();

    /** Chip serial of the card in the reader; empty when there is none or it cannot be read. */
    Optional<ChipSerial> inserted();

    /**
     * Talks to the card in the reader. One session at a time; the card is released when it is closed.
     *
     * @throws CardFault when there is no card, or it is none of ours
     */
    CardSession open();

    /** Lends the reader to another process: no session is open here while that does its work. */
    default <T> T lent(Supplier<T> work) {
        return work.get();
    }
}
