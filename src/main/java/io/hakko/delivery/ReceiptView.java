package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A card whose receipt is awaited or under decision, as the clerk sees it.
 *
 * @param lastDay last day on which a receipt arrives in time
 * @param remindedOn day of the reminder, when one was posted
 * @param arrivedOn day on which the receipt arrived, once recorded
 */
public record ReceiptView(
        ApplicationNumber application,
        CardNumber card,
        String holderName,
        LocalDate issuedOn,
        LocalDate postedOn,
        LocalDate lastDay,
        Optional<LocalDate> remindedOn,
        Optional<LocalDate> arrivedOn) {

    @Override
    public String toString() {
        return "ReceiptView[" + application + "]";
    }
}
