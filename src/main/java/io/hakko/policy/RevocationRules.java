package io.hakko.policy;

import io.hakko.policy.RevocationReason.Party;
import io.hakko.shared.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Revocation.
 *
 * @param reasons all reasons with their texts
 * @param automatic reasons that Hakko itself uses
 * @param onPaper requests of holders and companies on paper
 * @param noticeTo who is told that a certificate was revoked (A-REV-05, AMB-15)
 * @param onlineUntilDaysBeforeExpiry until how many days before expiry the holder may revoke online (A-REV-06)
 */
public record RevocationRules(
        List<RevocationReason> reasons,
        Automatic automatic,
        PaperRequestRules onPaper,
        List<NoticeTo> noticeTo,
        Optional<Integer> onlineUntilDaysBeforeExpiry) {

    private static final int MOST_DAYS = 365;

    /**
     * Codes of the reasons that Hakko itself uses.
     *
     * @param receiptOverdue the receipt has not come (A-RCP-02)
     * @param paymentOverdue the payment has not come (A-PAY-03)
     * @param cardSpoiled the card was spoiled in the making and is made again
     * @param misIssue the content of the certificate turned out wrong (B-RVK-04)
     * @param caCompromise the key of the authority is compromised, or feared to be (B-RVK-04 (5))
     */
    public record Automatic(
            String receiptOverdue, String paymentOverdue, String cardSpoiled, String misIssue, String caCompromise) {}

    /** Who gets a 失効通知書. */
    public enum NoticeTo {
        /** 利用者. */
        SUBSCRIBER,
        /** 企業等. */
        COMPANY
    }

    public RevocationRules {
        reasons = Impossible.unique(
                "reasons of revocation", Impossible.some("reasons of revocation", reasons), RevocationReason::code);
        noticeTo = Impossible.unique("receivers of the revocation notice", noticeTo, NoticeTo::name);
        Impossible.some("receivers of the revocation notice", noticeTo);
        onlineUntilDaysBeforeExpiry.ifPresent(days -> Impossible.within("days before expiry", days, 0, MOST_DAYS));
        for (PaperRequestRules.Requester requester : onPaper.requesters()) {
            Impossible.unless(
                    reasons.stream().anyMatch(reason -> reason.by() == requester.by()),
                    "%s may ask for a revocation, but has no reason to",
                    requester.by());
        }
        for (String code : List.of(
                automatic.receiptOverdue(),
                automatic.paymentOverdue(),
                automatic.cardSpoiled(),
                automatic.misIssue(),
                automatic.caCompromise())) {
            Impossible.unless(
                    reasons.stream().anyMatch(reason -> reason.code().equals(code) && reason.by() == Party.OPERATOR),
                    "the automatic reason %s is not among the operator's reasons",
                    code);
        }
    }

    /** A reason by its code. */
    public RevocationReason reason(String code) {
        return reasons.stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_REASON, code));
    }

    /** The reasons somebody may use. */
    public List<RevocationReason> reasonsFor(Party party) {
        return reasons.stream().filter(reason -> reason.by() == party).toList();
    }

    /** The receipt has not come (A-RCP-02). */
    public RevocationReason receiptOverdue() {
        return reason(automatic.receiptOverdue());
    }

    /** The payment has not come (A-PAY-03). */
    public RevocationReason paymentOverdue() {
        return reason(automatic.paymentOverdue());
    }

    /** The card was spoiled in the making; a technical revocation without letter. */
    public RevocationReason cardSpoiled() {
        return reason(automatic.cardSpoiled());
    }

    /** The content of the certificate turned out wrong. */
    public RevocationReason misIssue() {
        return reason(automatic.misIssue());
    }

    /** The key of the authority is compromised, or feared to be (B-RVK-04 (5)). */
    public RevocationReason caCompromise() {
        return reason(automatic.caCompromise());
    }
}
