package io.hakko.delivery;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The parcels of a card were given away.
 *
 * @param postedOn day of the postmark, or of the hand-over at the counter
 * @param cardTrackingNumber お問い合わせ番号 of the parcel with the card; empty only at the counter
 * @param pinTrackingNumber the same of the parcel with the PIN, when an agent receives the card
 * @param numbersConfirmed the clerk has compared numbers of unusual form once more
 */
public record PostParcels(
        LocalDate postedOn,
        Optional<String> cardTrackingNumber,
        Optional<String> pinTrackingNumber,
        boolean numbersConfirmed) {}
