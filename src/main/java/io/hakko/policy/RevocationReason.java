package io.hakko.policy;

import java.util.Optional;
import java.util.Set;

/**
 * A reason of revocation.
 *
 * @param code {@code A-S1}; a letter behind it where one ground of the rules has two CRL reasons ({@code B-S3b})
 * @param by who may use it
 * @param label Japanese text
 * @param crlReason CRLReason of RFC 5280; empty: the extension is left out (RULES section 7, D-19)
 */
public record RevocationReason(String code, Party by, String label, Optional<Integer> crlReason) {

    /** keyCompromise, cACompromise, affiliationChanged, superseded, cessationOfOperation; never certificateHold (D-17). */
    private static final Set<Integer> POSSIBLE = Set.of(1, 2, 3, 4, 5);

    /** Who may use a reason. */
    public enum Party {
        /** 利用者. */
        SUBSCRIBER,
        /** 企業等. */
        COMPANY,
        /** 当社. */
        OPERATOR
    }

    public RevocationReason {
        Impossible.matching("reason of revocation", code, "[A-Z]-([A-Z][0-9]{1,2}[a-z]?|[A-Z]{3}-[0-9]{2})");
        Impossible.text("label of " + code, label);
        crlReason.ifPresent(number -> Impossible.unless(
                POSSIBLE.contains(number), "CRL reason of %s is %d, possible are %s", code, number, POSSIBLE));
    }
}
