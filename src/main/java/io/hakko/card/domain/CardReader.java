package io.hakko.card.domain;

/** The reader of this station: its cards can be written to. */
public interface CardReader extends CardSlot {

    /**
     * Talks to the card in the reader. One session at a time; the card is released when it is closed.
     *
     * @throws CardFault when there is no card, or it is none of ours
     */
    @Override
    CardSession open();
}
