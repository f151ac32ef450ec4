package io.hakko.review.process;

import io.hakko.review.ApplicationReviewProcess;
import io.hakko.review.Reviews;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 申込みを却下する. */
@Component
class RejectLapsedApplicationDelegate implements JavaDelegate {

    private final Reviews reviews;

    RejectLapsedApplicationDelegate(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        reviews.rejectLapsed(application);
        ApplicationReviewProcess.REVIEW_OUTCOME.on(execution, "rejected");
    }
}
