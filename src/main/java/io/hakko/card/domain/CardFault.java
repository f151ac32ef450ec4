package io.hakko.card.domain;

/** A card or its reader did not do what it was told. Carries no data of a command: it may have held a PIN. */
public class CardFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** No card in the reader, or it was taken out. */
        ABSENT,
        /** The card answered with an error, or not at all. */
        FAILED,
        /** Another card than expected. */
        WRONG_CARD
    }

    private final Kind kind;
    private final int statusWord;

    public CardFault(Kind kind, String doing, int statusWord) {
        super(statusWord == 0 ? doing : "%s: card answered %04X".formatted(doing, statusWord));
        this.kind = kind;
        this.statusWord = statusWord;
    }

    public CardFault(Kind kind, String doing) {
        this(kind, doing, 0);
    }

    public Kind kind() {
        return kind;
    }

    /** Status word of ISO 7816-4, 0 when the card did not answer. */
    public int statusWord() {
        return statusWord;
    }
}
