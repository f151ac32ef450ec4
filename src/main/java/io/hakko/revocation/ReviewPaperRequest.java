package io.hakko.revocation;

import java.util.List;
import java.util.Optional;

/**
 * A reviewer's verdict about a request on paper. What was left empty is empty; the service says what is missing.
 *
 * @param sealDiffers whether the seal is another one than at the application (A-REV-08, A-REV-14)
 * @param nameDiffers whether the name, or that of company or representative, is another one (A-REV-09, A-REV-15)
 * @param exemptedBy number of the application that proves the change, as typed (A-REV-10, D-14)
 * @param refusals codes of the texts that say why it is not in order
 * @param refusalNote what is added to the letter
 * @param note for the approver
 */
public record ReviewPaperRequest(
        Optional<Boolean> inOrder,
        List<Check> checklist,
        Optional<Boolean> sealDiffers,
        Optional<Boolean> nameDiffers,
        String exemptedBy,
        List<String> refusals,
        String refusalNote,
        String note) {

    public ReviewPaperRequest {
        checklist = List.copyOf(checklist);
        refusals = List.copyOf(refusals);
    }

    /** Answer to an item of the checklist; empty when it is not answered. */
    public record Check(String code, Optional<Boolean> ok) {}
}
