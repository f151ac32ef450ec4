package io.hakko.review;

import io.hakko.application.ApplicationView;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A case as reviewer, approver and manager see it.
 *
 * @param papers papers presented, each with what is wrong with it
 * @param findings deficiencies found by comparing papers with requirements
 * @param warnings what a person should look at; no obstacle
 * @param checklist what the reviewer checks by eye
 * @param lastRound the deficiency round opened last
 * @param history what has happened in this review, oldest first
 * @param price what the card costs if it is accepted now
 */
public record ReviewSheet(
        ApplicationView application,
        List<PaperLine> papers,
        List<FindingLine> findings,
        List<String> warnings,
        List<ChecklistLine> checklist,
        List<Choice> deficiencies,
        List<Choice> rejections,
        Optional<RoundLine> lastRound,
        List<HistoryLine> history,
        Quote price) {

    /** A paper presented. */
    public record PaperLine(
            String kind,
            String label,
            LocalDate issuedOn,
            boolean original,
            LocalDate arrivedOn,
            Optional<String> note,
            Optional<String> problem) {}

    /** A deficiency. */
    public record FindingLine(boolean automatic, String code, String subject, String problem, String remedy) {}

    /** An item of the checklist. */
    public record ChecklistLine(String code, String rule, String label) {}

    /** Something to choose. */
    public record Choice(String value, String label) {}

    /**
     * A deficiency round.
     *
     * @param lastDay by when corrected papers must arrive; empty until the notice is posted
     */
    public record RoundLine(
            int number, List<FindingLine> findings, Optional<LocalDate> deemedArrival, Optional<LocalDate> lastDay) {}

    /** Something that has happened. */
    public record HistoryLine(Instant at, String by, String what, String detail) {}

    /**
     * A price (A-FEE-04).
     *
     * @param orderedTogether cards ordered together, this one included
     * @param held valid cards the company holds
     * @param purchaseCount both together
     * @param unitPrice price of this card as the service states it
     * @param taxIncluded whether that contains the consumption tax (A-FEE-03) or not (B-FEE-07)
     * @param payable price of this card with tax, as far as one card is billed alone (D-11)
     */
    public record Quote(
            String product,
            int orderedTogether,
            int held,
            int purchaseCount,
            Yen unitPrice,
            boolean taxIncluded,
            Yen payable) {}
}
