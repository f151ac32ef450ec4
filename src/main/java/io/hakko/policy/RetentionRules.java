package io.hakko.policy;

/**
 * How long records are kept (D-18).
 *
 * @param yearsAfterExpiry years after the certificate's last day
 * @param yearsAfterDecision years after the decision on an application that was rejected or withdrawn
 */
public record RetentionRules(int yearsAfterExpiry, int yearsAfterDecision) {

    private static final int LEGAL_YEARS = 10;
    private static final int MOST_YEARS = 50;

    public RetentionRules {
        Impossible.within("years after expiry", yearsAfterExpiry, LEGAL_YEARS, MOST_YEARS);
        Impossible.within("years after the decision", yearsAfterDecision, 1, MOST_YEARS);
    }
}
