package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.DELIVERY_OUTCOME;
import static io.hakko.delivery.CardDeliveryProcess.OUTCOME_REVOKED;

import io.hakko.delivery.Waiting;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class RecordRevokedDelegate implements JavaDelegate {

    private final Waiting waiting;

    RecordRevokedDelegate(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        waiting.recordRevoked(application);
        DELIVERY_OUTCOME.on(execution, OUTCOME_REVOKED);
    }
}
