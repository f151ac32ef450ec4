package io.hakko.billing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * A manager decides about an invoice whose payment has not come (D-02).
 *
 * @param graceUntil new last day of the payment, needed for a grace
 * @param reason why; never empty
 */
public record DecideUnpaid(Decision decision, Optional<LocalDate> graceUntil, String reason) {

    /** What becomes of the invoice. */
    public enum Decision {
        /** 失効: its certificates are revoked, once a second person has approved (D-16). */
        REVOKE("revoke"),
        /** 猶予: a later last day. */
        GRACE("grace"),
        /** 償却: it is not asked for any more. */
        WRITE_OFF("writeOff");

        private final String word;

        Decision(String word) {
            this.word = word;
        }

        /** As forms and the process variable write it. */
        public String word() {
            return word;
        }

        public static Optional<Decision> of(String word) {
            return Arrays.stream(values())
                    .filter(decision -> decision.word.equals(word))
                    .findFirst();
        }
    }
}
