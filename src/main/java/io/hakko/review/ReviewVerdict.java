package io.hakko.review;

import java.util.List;
import java.util.Optional;

/**
 * A reviewer's verdict.
 *
 * @param complete whether the papers are complete; deficient otherwise
 * @param checklist answers in the order of the sheet
 * @param findings deficiencies found by eye; those found by comparing papers are added by the service
 * @param note remark for the approver
 */
public record ReviewVerdict(
        boolean complete, List<Check> checklist, List<ManualFinding> findings, Optional<String> note) {

    public ReviewVerdict {
        checklist = List.copyOf(checklist);
        findings = List.copyOf(findings);
    }

    /** Answer to an item of the checklist; empty when it is not answered. */
    public record Check(String code, Optional<Boolean> ok) {}

    /**
     * A deficiency found by eye.
     *
     * @param code text module of the service profile
     * @param subject paper or field; empty for the label of the text module
     * @param note what the reviewer adds
     */
    public record ManualFinding(String code, Optional<String> subject, Optional<String> note) {}
}
