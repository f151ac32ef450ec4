package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.ARRIVALS_CLOSED;

import io.hakko.delivery.Receipts;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class CheckReceiptArrivalsDelegate implements JavaDelegate {

    private final Receipts receipts;

    CheckReceiptArrivalsDelegate(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        ARRIVALS_CLOSED.on(execution, receipts.arrivalsClosed(application));
    }
}
