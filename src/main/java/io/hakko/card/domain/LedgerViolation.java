package io.hakko.card.domain;

/** A step the ledger does not allow. */
public class LedgerViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerViolation(LedgerState from, LedgerState to) {
        super("the ledger does not allow " + from + " -> " + to);
    }
}
