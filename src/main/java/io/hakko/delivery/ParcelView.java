package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A parcel as the clerk sees it.
 *
 * @param content {@code CARD_WITH_PIN}, {@code CARD} or {@code PIN}
 * @param tracked whether the post office gives a number for it
 * @param items packing list, Japanese
 * @param issueNotice id of the letter to enclose, when this parcel holds it
 * @param receiptForm id of the form for the receipt to enclose, when this parcel holds it
 * @param invoice id of the invoice to enclose, when this parcel holds it
 * @param packedOn day on which it was packed
 */
public record ParcelView(
        ApplicationNumber application,
        CardNumber card,
        String content,
        String contentLabel,
        String recipientLabel,
        String channelLabel,
        boolean tracked,
        String postalCode,
        String address,
        String name,
        List<String> items,
        Optional<String> issueNotice,
        Optional<String> receiptForm,
        Optional<String> invoice,
        Optional<LocalDate> packedOn) {

    @Override
    public String toString() {
        return "ParcelView[" + application + ", " + content + "]";
    }
}
