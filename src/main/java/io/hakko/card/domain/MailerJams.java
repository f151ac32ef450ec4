package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.util.Optional;

/** What became of spoiled PIN letters. At most one of a card is open, from its report until the new PIN is set. */
public interface MailerJams {

    void report(CardNumber card, int pinRound, String reason, String person, Instant at);

    /** The spoiled letter of a card that has not got its new PIN yet. */
    Optional<MailerJam> open(CardNumber card);

    /** The spoiled letter was destroyed, as another person saw. */
    void destroyed(CardNumber card, String person, Instant at);

    /** The card has got its new PIN. */
    void renewed(CardNumber card, Instant at);
}
