package io.hakko.delivery.process;

import io.hakko.delivery.Waiting;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class CheckReceiptArrivalsDelegate implements JavaDelegate {

    private final Waiting waiting;

    CheckReceiptArrivalsDelegate(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        waiting.checkDeadline(application).on(execution);
    }
}
