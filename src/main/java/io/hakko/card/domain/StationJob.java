package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.util.Optional;

/**
 * A card in work as its station knows it.
 *
 * @param operator who loaded the blank
 * @param pinRound how often a PIN was set
 * @param version counts the changes in the ledger; a step names the version it was made from
 * @param pinDigits length of the PIN
 * @param tries how often wrong values may be entered
 * @param keyOrigin where its key is to be made
 * @param jam its PIN letter was spoiled, and it has not got a new PIN yet
 * @param certificate what goes onto the card; in the answer to a signing only
 */
public record StationJob(
        CardNumber number,
        ApplicationNumber application,
        ChipSerial chip,
        String operator,
        LedgerState state,
        int pinRound,
        int version,
        int pinDigits,
        Tries tries,
        KeyOrigin keyOrigin,
        Optional<MailerJam> jam,
        Optional<CardCertificate> certificate) {

    /** The same card with its certificate. */
    public StationJob with(CardCertificate issued) {
        return new StationJob(
                number,
                application,
                chip,
                operator,
                state,
                pinRound,
                version,
                pinDigits,
                tries,
                keyOrigin,
                jam,
                Optional.of(issued));
    }

    /** The next step starts from here. */
    public CardStep step() {
        return new CardStep(number, version);
    }
}
