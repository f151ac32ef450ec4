package io.hakko.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A manager decides about a holder who cannot be reached.
 *
 * @param reasonCode reason of the revocation, when it is asked for
 * @param reason why; never empty
 */
public record DecideUnreachable(Decision decision, Optional<String> reasonCode, String reason) {

    /** What becomes of the parcels in the house. */
    public enum Decision {
        /** They are sent again. */
        RESEND,
        /** They are kept until the holder makes contact or the deadline passes. */
        KEEP,
        /** The manager asks for the revocation; a second person decides. */
        PROPOSE;

        /** As forms and the process variable write it: {@code resend}, {@code keep}, {@code propose}. */
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
