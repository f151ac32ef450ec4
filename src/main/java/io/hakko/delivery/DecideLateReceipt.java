package io.hakko.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A manager decides about a receipt that arrived late (D-04).
 *
 * @param reason why; never empty
 */
public record DecideLateReceipt(Decision decision, String reason) {

    /** What becomes of the card. */
    public enum Decision {
        /** The receipt counts, the card is in use. */
        ACCEPT,
        /** The certificate is revoked. */
        REVOKE;

        /** As forms and the process variable write it: {@code accept}, {@code revoke}. */
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
