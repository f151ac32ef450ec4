package io.hakko.revocation.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A reviewer's look at a request on paper.
 *
 * @param sealDiffers whether the seal is another one than at the application (A-REV-08, A-REV-14)
 * @param nameDiffers whether the name, or that of company or representative, is another one (A-REV-09, A-REV-15)
 * @param exemptedBy application that proves the change, so that no document is needed (A-REV-10, D-14)
 * @param answers answer to each item of the checklist
 * @param note for the approver
 */
public record Examination(
        boolean inOrder,
        boolean sealDiffers,
        boolean nameDiffers,
        Optional<ApplicationNumber> exemptedBy,
        Map<String, Boolean> answers,
        Optional<String> note,
        Actor by,
        Instant at) {

    public Examination {
        answers = Map.copyOf(answers);
    }
}
