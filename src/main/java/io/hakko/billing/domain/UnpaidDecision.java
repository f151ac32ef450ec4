package io.hakko.billing.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.InvoiceNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a manager decided about an unpaid invoice (D-02).
 *
 * @param graceUntil last day of the grace, present only with one
 */
public record UnpaidDecision(
        InvoiceNumber invoice, Answer answer, Optional<LocalDate> graceUntil, String reason, Actor by, Instant at) {

    public UnpaidDecision {
        if (graceUntil.isPresent() != (answer == Answer.GRACE)) {
            throw new IllegalArgumentException("a grace has a last day, nothing else has");
        }
    }

    /** The answers. */
    public enum Answer {
        REVOKE,
        GRACE,
        WRITE_OFF
    }
}
