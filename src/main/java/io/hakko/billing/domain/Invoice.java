package io.hakko.billing.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * 請求書. Amounts and lines never change; only how it is sent and what became of it.
 *
 * @param invoicedOn date of the invoice
 * @param issuedOn day of issue of its cards
 * @param total sum of the lines
 * @param tax tax within or on top of the total
 * @param payable what is to be paid
 * @param letter id of the letter
 * @param enclosedWith application whose parcel holds it; empty when it is posted on its own
 * @param sentOn day on which it was posted
 * @param reminder id of the reminder letter, once it was written
 * @param remindedOn deemed arrival of the reminder, once it was posted
 */
public record Invoice(
        InvoiceNumber number,
        ProfileRef profile,
        LocalDate invoicedOn,
        LocalDate issuedOn,
        int taxPercent,
        Yen total,
        Yen tax,
        Yen payable,
        String letter,
        Optional<ApplicationNumber> enclosedWith,
        Optional<LocalDate> sentOn,
        Optional<String> reminder,
        Optional<LocalDate> remindedOn,
        State state) {

    /** It was posted. */
    public Invoice sent(LocalDate on) {
        return with(enclosedWith, Optional.of(on), reminder, remindedOn, state);
    }

    /** The parcel that should have held it does not leave the house; it is posted on its own. */
    public Invoice withoutParcel() {
        return with(Optional.empty(), sentOn, reminder, remindedOn, state);
    }

    public Invoice reminderWritten(String letterId) {
        return with(enclosedWith, sentOn, Optional.of(letterId), remindedOn, state);
    }

    public Invoice reminded(LocalDate arrival) {
        return with(enclosedWith, sentOn, reminder, Optional.of(arrival), state);
    }

    /**
     * What became of it.
     *
     * @throws IllegalStateException when that cannot be
     */
    public Invoice become(State next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("an invoice that is " + state + " cannot become " + next);
        }
        return with(enclosedWith, sentOn, reminder, remindedOn, next);
    }

    /** Whether it still waits for the parcel in which it lies. */
    public boolean waitsForParcel() {
        return enclosedWith.isPresent() && sentOn.isEmpty();
    }

    private Invoice with(
            Optional<ApplicationNumber> newParcel,
            Optional<LocalDate> newSentOn,
            Optional<String> newReminder,
            Optional<LocalDate> newRemindedOn,
            State newState) {
        return new Invoice(
                number,
                profile,
                invoicedOn,
                issuedOn,
                taxPercent,
                total,
                tax,
                payable,
                letter,
                newParcel,
                newSentOn,
                newReminder,
                newRemindedOn,
                newState);
    }

    /** Where an invoice stands. */
    public enum State {
        /** 未収. The payment is awaited. */
        OPEN("入金待ち"),
        /** 期限超過. A manager has to decide. */
        OVERDUE("期限超過"),
        /** A manager wants the certificates revoked; a second person has to approve. */
        REVOCATION_PROPOSED("失効の承認待ち"),
        /** The deadline itself revokes the certificates; a payment comes too late. */
        REVOKING("失効手続中"),
        /** 入金済み. */
        SETTLED("入金済み"),
        /** 償却. */
        WRITTEN_OFF("償却"),
        /** The certificates are revoked for non-payment. */
        REVOKED("失効");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** Japanese name. */
        public String label() {
            return label;
        }

        /** Whether a payment can still be booked. */
        public boolean takesPayment() {
            return canBecome(SETTLED);
        }

        /** Whether revocations of its certificates are under way. */
        public boolean awaitsRevocation() {
            return this == REVOCATION_PROPOSED || this == REVOKING;
        }

        public boolean canBecome(State next) {
            return successors().contains(next);
        }

        private Set<State> successors() {
            return switch (this) {
                case OPEN -> EnumSet.of(OVERDUE, REVOKING, SETTLED);
                case OVERDUE -> EnumSet.of(OPEN, REVOCATION_PROPOSED, WRITTEN_OFF, SETTLED);
                case REVOCATION_PROPOSED -> EnumSet.of(OVERDUE, REVOKED, SETTLED);
                case REVOKING -> EnumSet.of(REVOKED);
                case SETTLED, WRITTEN_OFF, REVOKED -> EnumSet.noneOf(State.class);
            };
        }
    }
}
