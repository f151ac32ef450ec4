package io.hakko.policy;

/** Ids of the rule catalogue: {@code A-DOC-03}, {@code B-GEN-05}, {@code D-04}, {@code AMB-16}. */
final class RuleId {

    static final String FORM = "([A-Z]-[A-Z]{3,4}|AMB|[A-Z])-[0-9]{2}";

    private RuleId() {}
}
