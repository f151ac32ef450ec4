package io.hakko.card;

import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Violation;
import java.util.Optional;

/**
 * A card the station works on.
 *
 * @param inReader whether it lies in the reader
 * @param pinWaits whether its PIN waits to be shown
 * @param pinShown whether its PIN was shown and the letter is to be sealed
 * @param pinRound how often a PIN was set; from 2 on, what was noted before is void
 * @param jam its PIN letter was spoiled, and it has not got a new PIN yet
 * @param problem why it does not go on
 */
public record StationCard(
        CardNumber number,
        ApplicationNumber application,
        ChipSerial chip,
        String operator,
        LedgerState state,
        boolean inReader,
        boolean pinWaits,
        boolean pinShown,
        int pinRound,
        Optional<MailerJam> jam,
        Optional<Violation> problem) {}
