package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A card whose receipt is awaited or under decision, as the clerk sees it.
 *
 * @param postedOn day of the dispatch from which a service counts
 * @param lastDay last day on which a receipt arrives in time
 * @param remindedOn day of the reminder, when one was posted
 * @param arrivedOn day on which the receipt arrived, once recorded
 * @param lastDayForDoubts last day on which the holder reports doubts in time, where the service sets one
 * @param decidedByPerson whether a person decides at the end instead of the timer
 * @param out parcels that are in the mail
 */
public record ReceiptView(
        ApplicationNumber application,
        CardNumber card,
        String holderName,
        LocalDate issuedOn,
        LocalDate postedOn,
        LocalDate lastDay,
        Optional<LocalDate> remindedOn,
        Optional<LocalDate> arrivedOn,
        Optional<LocalDate> lastDayForDoubts,
        boolean decidedByPerson,
        List<Out> out) {

    /**
     * A parcel in the mail.
     *
     * @param content {@code CARD_WITH_PIN}, {@code CARD} or {@code PIN}
     * @param storedUntil about the day until which the post office keeps it (A-DLV-05)
     */
    public record Out(
            String content, String label, LocalDate postedOn, Optional<String> trackingNumber, LocalDate storedUntil) {}

    @Override
    public String toString() {
        return "ReceiptView[" + application + "]";
    }
}
