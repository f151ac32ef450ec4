package io.hakko.billing.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;

/**
 * 入金.
 *
 * @param receivedOn day on which the bank credited it
 * @param note what accounting noticed; may be empty
 */
public record Payment(
        InvoiceNumber invoice, LocalDate receivedOn, Yen amount, String note, Actor recordedBy, Instant recordedAt) {

    public Payment {
        if (amount.amount() == 0) {
            throw new IllegalArgumentException("a payment of nothing");
        }
    }

    @Override
    public String toString() {
        return "Payment[" + invoice + ", " + receivedOn + "]";
    }
}
