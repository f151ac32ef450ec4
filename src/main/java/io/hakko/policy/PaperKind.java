package io.hakko.policy;

/**
 * A kind of paper an applicant presents.
 *
 * @param code stable code, {@code RESIDENCE_RECORD}
 * @param rule rule id
 * @param label Japanese name
 * @param original whether only the original counts (A-DOC-01)
 * @param aged whether it must not be older than {@link DocumentRules#maxAgeMonths()} at receipt
 * @param proofOfBusiness whether it is one of the proofs of an unregistered sole proprietor's business (A-DOC-08)
 */
public record PaperKind(
        String code, String rule, String label, boolean original, boolean aged, boolean proofOfBusiness) {

    public PaperKind {
        Impossible.matching("kind of paper", code, "[A-Z][A-Z0-9_]{1,39}");
        Impossible.matching("rule of " + code, rule, RuleId.FORM);
        Impossible.text("label of " + code, label);
    }
}
