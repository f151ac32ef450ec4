package io.hakko.card.domain;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The count of a box on a day. What one person counted, another one confirms.
 *
 * @param figures the ledger when it was counted
 * @param left blanks counted in the box
 * @param reason why fewer or more are left than the ledger says, empty when they agree
 * @param confirmedBy the second signature
 */
public record StockCount(
        LocalDate day, BoxFigures figures, int left, String reason, String countedBy, Optional<String> confirmedBy) {

    public StockCount {
        if (left < 0) {
            throw new IllegalArgumentException("fewer than no blanks");
        }
        if (left != figures.left() && reason.isBlank()) {
            throw new IllegalArgumentException("a difference without a reason");
        }
        if (confirmedBy.filter(countedBy::equals).isPresent()) {
            throw new IllegalArgumentException("nobody signs twice");
        }
    }

    /** Blanks missing; negative when there are too many. */
    public int difference() {
        return figures.left() - left;
    }

    public boolean isSigned() {
        return confirmedBy.isPresent();
    }

    /** Whether the ledger has gone on since the count, so that the second person would sign other figures. */
    public boolean isStale(BoxFigures now) {
        return figures.received() != now.received()
                || figures.issued() != now.issued()
                || figures.spoiled() != now.spoiled()
                || figures.dead() != now.dead()
                || figures.inWork() != now.inWork();
    }
}
