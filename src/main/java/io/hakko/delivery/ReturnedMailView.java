package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Parcels that came back, as the clerk sees them.
 *
 * @param lastDay last day on which a receipt arrives in time; it goes on (D-01)
 * @param parcels those in the house, that with the card first
 */
public record ReturnedMailView(
        ApplicationNumber application, CardNumber card, LocalDate lastDay, List<Returned> parcels) {

    /**
     * A parcel in the house.
     *
     * @param content {@code CARD_WITH_PIN}, {@code CARD} or {@code PIN}
     * @param times how often it came back
     * @param finding what was found out, when somebody has
     */
    public record Returned(
            String content,
            String label,
            String recipientLabel,
            String channelLabel,
            boolean tracked,
            String postalCode,
            String address,
            String name,
            LocalDate postedOn,
            Optional<String> trackingNumber,
            LocalDate returnedOn,
            String slipLabel,
            int times,
            Optional<Finding> finding) {

        @Override
        public String toString() {
            return "Returned[" + content + "]";
        }
    }

    /** What was found out. */
    public record Finding(String causeLabel, String note, String by, LocalDate on) {

        @Override
        public String toString() {
            return "Finding[" + causeLabel + "]";
        }
    }
}
