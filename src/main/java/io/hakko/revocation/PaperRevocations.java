package io.hakko.revocation;

import io.hakko.notice.LetterId;
import io.hakko.shared.Actor;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.TaskId;
import java.util.Optional;

/** 失効請求 of holders and companies on paper, until it is approved or refused. Every method is one transaction. */
public interface PaperRevocations {

    /** What reception chooses from. */
    PaperChoices choices();

    /**
     * Registers papers that have arrived and starts the process; another person reviews them, a third one approves (D-16).
     *
     * @throws io.hakko.shared.Refusal with the place of everything that is missing or impossible
     */
    RevocationRequestNumber register(RegisterPaperRequest papers, Actor reception);

    /** The request beside its application, for the task 失効請求を審査する. */
    PaperRequestSheet toReview(TaskId task, Actor actor);

    /** The same, when this request came on paper. */
    Optional<PaperRequestSheet> of(RevocationRequestNumber number);

    /**
     * Gives the verdict and completes the task 失効請求を審査する. In order, somebody else approves; not in order, the request
     * is refused.
     *
     * @throws io.hakko.shared.Refusal with the place of everything that does not agree with the papers
     */
    void review(TaskId task, Actor actor, ReviewPaperRequest verdict);

    /** Writes the 失効請求の不受理通知 to who asked. Idempotent. */
    LetterId writeRefusal(RevocationRequestNumber number);
}
