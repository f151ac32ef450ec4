package io.hakko.card.domain;

import java.util.function.Supplier;

/** The reader of this station: its cards can be written to. */
public interface CardReader extends CardSlot {

    /**
     * Talks to the card in the reader. One session at a time; the card is released when it is closed.
     *
     * @throws CardFault when there is no card, or it is none of ours
     */
    @Override
    CardSession open();

    /** Lends the reader to another process: no session is open here while that does its work. */
    default <T> T lent(Supplier<T> work) {
        return work.get();
    }
}
