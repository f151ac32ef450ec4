package io.hakko.policy;

import io.hakko.policy.RevocationReason.Party;
import io.hakko.shared.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests of revocation on paper (A-REV-07 to A-REV-16, B-RVK-02 to B-RVK-06).
 *
 * @param requirements which rows of the decision table {@code revocation-documents} say what a request needs
 * @param requesters who may ask, and with which form
 * @param refusals texts for the letter that says why a request is not accepted
 * @param originals by when the originals of a request by FAX must have come; empty when FAX is not accepted (D-15)
 */
public record PaperRequestRules(
        String requirements, List<Requester> requesters, List<TextModule> refusals, Optional<DeadlineStage> originals) {

    /**
     * Somebody who may ask for a revocation.
     *
     * @param by 利用者 or 企業等
     * @param form Japanese name of the form
     * @param rule rule id of the form
     * @param ground what must be the case so that this party may ask, where the service demands it (A-REV-02)
     * @param statesFormerName whether the form must state the former name when the certificate carries it (B-RVK-03)
     * @param checklist what is checked by eye
     */
    public record Requester(
            Party by,
            String form,
            String rule,
            Optional<String> ground,
            boolean statesFormerName,
            List<ChecklistItem> checklist) {

        public Requester {
            Impossible.unless(by != Party.OPERATOR, "the operator asks nobody for a revocation on paper");
            Impossible.text("form of a revocation by " + by, form);
            Impossible.matching("rule of the form by " + by, rule, RuleId.FORM);
            ground.ifPresent(text -> Impossible.text("ground of a revocation by " + by, text));
            checklist = Impossible.unique(
                    "checklist of a revocation by " + by,
                    Impossible.some("checklist of a revocation by " + by, checklist),
                    ChecklistItem::code);
        }

        /** What is to be checked when these scopes apply to the application of the certificate. */
        public List<ChecklistItem> checklistFor(Set<Scope> scopes) {
            return checklist.stream()
                    .filter(item -> item.when() == Scope.ALWAYS || scopes.contains(item.when()))
                    .toList();
        }
    }

    public PaperRequestRules {
        Impossible.matching("requirements of revocations", requirements, "[a-z0-9][a-z0-9-]{1,39}");
        requesters = Impossible.unique(
                "requesters of revocations",
                Impossible.some("requesters of revocations", requesters),
                requester -> requester.by().name());
        refusals = Impossible.unique(
                "refusals of revocations", Impossible.some("refusals of revocations", refusals), TextModule::code);
        originals.ifPresent(stage ->
                StagePlan.checked("originals", List.of(stage), Set.of(BaseEvent.FAX), Set.of(Consequence.ALARM)));
    }

    /** The rules for one who asks; empty when he may not. */
    public Optional<Requester> requester(Party by) {
        return requesters.stream().filter(requester -> requester.by() == by).findFirst();
    }

    /** A refusal text by its code. */
    public TextModule refusal(String code) {
        return refusals.stream()
                .filter(text -> text.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_TEXT, code));
    }
}
