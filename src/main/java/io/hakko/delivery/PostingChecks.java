package io.hakko.delivery;

import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.ScannedCardNumber;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Violation;
import java.util.List;
import java.util.Optional;

/** What is checked whenever a parcel is packed or posted. */
final class PostingChecks {

    private PostingChecks() {}

    /** What is wrong with a card number that was scanned or typed. */
    static Optional<Violation> cardNumber(String typed, CardNumber expected) {
        ScannedCardNumber scanned = ScannedCardNumber.parse(typed);
        if (scanned.is(expected)) {
            return Optional.empty();
        }
        DeliveryRefusal why = DeliveryRefusal.CARD_NUMBER_INVALID;
        if (scanned.isEmpty()) {
            why = DeliveryRefusal.CARD_NUMBER_MISSING;
        } else if (scanned.isCardNumber()) {
            why = DeliveryRefusal.CARD_NUMBER_DIFFERS;
        }
        return Optional.of(Violation.at("/cardNumber", why));
    }

    /** The number of a parcel, empty where the channel has none; what is wrong with it is noted. */
    static Optional<TrackingNumber> trackingNumber(
            String pointer, Parcel parcel, Optional<String> typed, boolean confirmed, List<Violation> wrong) {
        if (!parcel.channel().tracked()) {
            return Optional.empty();
        }
        String text = typed.orElse("");
        Optional<TrackingNumber> number = TrackingNumber.parse(text);
        if (number.isEmpty()) {
            wrong.add(Violation.at(
                    pointer,
                    text.isBlank()
                            ? DeliveryRefusal.TRACKING_NUMBER_MISSING
                            : DeliveryRefusal.TRACKING_NUMBER_MALFORMED));
        } else if (!number.get().isUsual() && !confirmed) {
            wrong.add(Violation.at(pointer, DeliveryRefusal.TRACKING_NUMBER_UNUSUAL));
        }
        return number;
    }
}
