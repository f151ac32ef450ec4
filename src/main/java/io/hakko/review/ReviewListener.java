package io.hakko.review;

import io.hakko.application.ApplicationWithdrawn;
import io.hakko.application.ArrivalsClosed;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingConsequence;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What follows in a review when letters are posted, arrivals are closed or the application is withdrawn. */
@Component
class ReviewListener implements PostingConsequence {

    private static final String DEFICIENCY_NOTICE =
            ApplicationReviewProcess.Element.userTask_postDeficiencyNotice.name();
    private static final Set<String> POSTING_TASKS =
            Set.of(DEFICIENCY_NOTICE, ApplicationReviewProcess.Element.userTask_postRejectionNotice.name());

    private final ReviewService reviews;
    private final CaseDeadlines deadlines;

    ReviewListener(ReviewService reviews, CaseDeadlines deadlines) {
        this.reviews = reviews;
        this.deadlines = deadlines;
    }

    @Override
    public boolean supports(String element) {
        return POSTING_TASKS.contains(element);
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        return task.element().equals(DEFICIENCY_NOTICE)
                ? reviews.noticePosted(ApplicationNumber.of(task.businessKey()), letter.deemedArrival())
                : ProcessVariables.none();
    }

    @EventListener
    void on(ArrivalsClosed closed) {
        deadlines
                .inForce(closed.businessKey(), ApplicationReviewProcess.DEFICIENCY)
                .ifPresent(deadline -> reviews.lapse(ApplicationNumber.of(closed.businessKey())));
    }

    @EventListener
    void on(ApplicationWithdrawn withdrawn) {
        reviews.withdrawn(withdrawn.application());
    }
}
