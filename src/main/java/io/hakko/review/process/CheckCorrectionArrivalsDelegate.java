package io.hakko.review.process;

import io.hakko.review.ApplicationReviewProcess;
import io.hakko.review.Reviews;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 到着締めを確かめる. */
@Component
class CheckCorrectionArrivalsDelegate implements JavaDelegate {

    private final Reviews reviews;

    CheckCorrectionArrivalsDelegate(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        ApplicationReviewProcess.ARRIVALS_CLOSED.on(execution, reviews.checkCorrectionArrivals(application));
    }
}
