package io.hakko.review.process;

import io.hakko.review.ApplicationReviewProcess;
import io.hakko.review.Reviews;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 不備通知書を作成する. */
@Component
class WriteDeficiencyNoticeDelegate implements JavaDelegate {

    private final Reviews reviews;

    WriteDeficiencyNoticeDelegate(Reviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        ApplicationReviewProcess.LETTER_ID.on(
                execution, reviews.writeDeficiencyNotice(application).toString());
    }
}
