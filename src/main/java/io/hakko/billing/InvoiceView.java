package io.hakko.billing;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An invoice as staff see it.
 *
 * @param state {@code OPEN OVERDUE REVOCATION_PROPOSED REVOKING SETTLED WRITTEN_OFF REVOKED}
 * @param letter id of its letter
 * @param enclosedWith application in whose parcel it lies or lay; empty when it is posted on its own
 * @param lastDay last day of the payment, while a deadline is in force
 * @param revocable certificates that are still valid
 */
public record InvoiceView(
        InvoiceNumber number,
        String state,
        String stateLabel,
        String serviceName,
        String payerName,
        LocalDate invoicedOn,
        LocalDate issuedOn,
        List<Line> lines,
        Yen payable,
        Yen paid,
        Yen outstanding,
        Yen surplus,
        List<Receipt> payments,
        String letter,
        Optional<ApplicationNumber> enclosedWith,
        Optional<LocalDate> sentOn,
        Optional<LocalDate> remindedOn,
        Optional<LocalDate> lastDay,
        int revocable) {

    public InvoiceView {
        lines = List.copyOf(lines);
        payments = List.copyOf(payments);
    }

    @Override
    public String toString() {
        return "InvoiceView[" + number + "]";
    }

    /** One card; {@code product} is its Japanese name. */
    public record Line(
            ApplicationNumber application,
            CardNumber card,
            String holderName,
            String product,
            Yen amount,
            boolean revoked) {

        @Override
        public String toString() {
            return "Line[" + application + "]";
        }
    }

    /** One payment. */
    public record Receipt(LocalDate receivedOn, Yen amount, String note, String recordedBy) {

        @Override
        public String toString() {
            return "Receipt[" + receivedOn + "]";
        }
    }
}
