package io.hakko.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A manager decides about a certificate whose content is said to be wrong.
 *
 * @param reason why; never empty
 */
public record DecideMisissue(Decision decision, String reason) {

    /** What becomes of it. */
    public enum Decision {
        /** The manager asks for the revocation as mis-issue; a second person decides. */
        PROPOSE,
        /** A reviewer looks at it once more. */
        REINVESTIGATE;

        /** As forms and the process variable write it: {@code propose}, {@code reinvestigate}. */
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
