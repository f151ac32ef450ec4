package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import java.util.Optional;

/**
 * A PIN letter (PIN封書) that was spoiled before it was sealed. One person reports it, another one confirms that it was
 * destroyed; then the card gets a new PIN (D-16, A-PIN-01).
 *
 * @param pinRound which PIN of the card stands on the spoiled letter
 * @param destroyedBy who confirmed that the letter was destroyed
 */
public record MailerJam(CardNumber card, int pinRound, String reason, String reportedBy, Optional<String> destroyedBy) {

    public boolean isMailerDestroyed() {
        return destroyedBy.isPresent();
    }
}
