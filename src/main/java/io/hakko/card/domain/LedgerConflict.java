package io.hakko.card.domain;

/** Somebody else changed the card meanwhile. */
public class LedgerConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerConflict(String message) {
        super(message);
    }
}
