package io.hakko.delivery;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A manager decides about a card that was not received, in a service that leaves this to a person (D-01). A receipt that
 * comes meanwhile is registered by reception and then decided about as a late one.
 *
 * @param until last day of the grace, when there is one
 * @param reason why; never empty
 */
public record DecideUnreceived(Decision decision, Optional<LocalDate> until, String reason) {

    /** What becomes of the card. */
    public enum Decision {
        /** It is waited for until another day. */
        GRACE,
        /** The manager asks for the revocation; a second person decides. */
        PROPOSE;

        /** As forms and the process variable write it: {@code grace}, {@code propose}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Decision> of(String word) {
            return Arrays.stream(values())
                    .filter(decision -> decision.word().equals(word))
                    .findFirst();
        }
    }
}
