package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import java.time.Instant;

/** Which worker, a run of a station's program, works on a card. Only the clock of the server decides how long. */
public interface Claims {

    /**
     * Takes a card for a worker, or extends what it has.
     *
     * @return false when another worker has it still
     */
    boolean claim(CardNumber card, String worker, Instant now, Instant until);

    /** Extends everything that a worker has. */
    void extend(String worker, Instant until);

    /** Whether a worker was the last to take the card. */
    boolean isHeldBy(CardNumber card, String worker);
}
