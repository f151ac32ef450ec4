package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.DELIVERY_OUTCOME;
import static io.hakko.delivery.CardDeliveryProcess.OUTCOME_REVOKED;

import io.hakko.delivery.Receipts;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class RecordRevokedDelegate implements JavaDelegate {

    private final Receipts receipts;

    RecordRevokedDelegate(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        receipts.recordRevoked(application);
        DELIVERY_OUTCOME.on(execution, OUTCOME_REVOKED);
    }
}
