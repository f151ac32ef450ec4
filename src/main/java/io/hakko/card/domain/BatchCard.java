package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.util.Optional;

/**
 * What the ledger says of one application of a batch.
 *
 * @param live its card that is not spoiled
 * @param spoiled how many cards of the batch were spoiled for it
 * @param underway whether a chip is taken whose card is not ordered yet, or the certificate of a spoiled card is not revoked yet
 */
public record BatchCard(
        ApplicationNumber application, int position, Optional<Live> live, int spoiled, boolean underway) {

    /** A card that is not spoiled. */
    public record Live(CardNumber number, ChipSerial chip, String station, LedgerState state) {}

    /** Whether the card passed its inspection. */
    public boolean isGood() {
        return isIn(LedgerState.INSPECTED);
    }

    /** Whether the card waits for its inspection. */
    public boolean isSealed() {
        return isIn(LedgerState.MAILER_PRINTED);
    }

    /** Whether something is to be done with what is there already. */
    public boolean isOpen() {
        return underway || live.isPresent() && !isGood();
    }

    private boolean isIn(LedgerState state) {
        return live.filter(card -> card.state() == state).isPresent();
    }
}
