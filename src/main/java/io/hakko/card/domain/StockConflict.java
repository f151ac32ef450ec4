package io.hakko.card.domain;

/** Somebody else changed the stock meanwhile. */
public class StockConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StockConflict(String message) {
        super(message);
    }
}
