package io.hakko.card.domain;

import java.util.Optional;

/**
 * What the maker of a batch has counted beside what the ledger says. Another person confirms it.
 *
 * @param figures the ledger when it was signed
 * @param taken blanks taken out of the box
 * @param returned blanks put back
 * @param destroyed PIN letters destroyed
 * @param reason why something does not agree, empty when everything does
 * @param confirmedBy the second signature
 */
public record Reconciliation(
        BatchFigures figures,
        int taken,
        int returned,
        int destroyed,
        String reason,
        String signedBy,
        Optional<String> confirmedBy) {

    public Reconciliation {
        if (taken < 0 || returned < 0 || destroyed < 0) {
            throw new IllegalArgumentException("fewer than none");
        }
        if (differs(figures, taken, returned, destroyed) && reason.isBlank()) {
            throw new IllegalArgumentException("a difference without a reason");
        }
        if (confirmedBy.filter(signedBy::equals).isPresent()) {
            throw new IllegalArgumentException("nobody signs twice");
        }
    }

    /** Whether these counts do not agree with the ledger. */
    public static boolean differs(BatchFigures figures, int taken, int returned, int destroyed) {
        return taken - returned != figures.used() || destroyed != figures.voidLetters();
    }

    /** Blanks missing; negative when there are too many. */
    public int blankDifference() {
        return taken - returned - figures.used();
    }

    /** PIN letters missing; negative when there are too many. */
    public int letterDifference() {
        return figures.voidLetters() - destroyed;
    }

    public boolean isConfirmed() {
        return confirmedBy.isPresent();
    }
}
