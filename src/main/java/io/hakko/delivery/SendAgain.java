package io.hakko.delivery;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Returned parcels were posted again, as they are.
 *
 * @param cardNumber as scanned or typed from the dispatch slip of the parcel; must be the one of the case
 * @param cardTrackingNumber new number of the parcel with the card, when that came back
 * @param pinTrackingNumber new number of the parcel with the PIN, when that came back
 * @param numbersConfirmed the clerk has compared numbers of unusual form once more
 */
public record SendAgain(
        LocalDate postedOn,
        String cardNumber,
        Optional<String> cardTrackingNumber,
        Optional<String> pinTrackingNumber,
        boolean numbersConfirmed) {}
