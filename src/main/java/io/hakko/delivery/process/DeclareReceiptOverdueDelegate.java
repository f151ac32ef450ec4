package io.hakko.delivery.process;

import io.hakko.delivery.Receipts;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class DeclareReceiptOverdueDelegate implements JavaDelegate {

    private final Receipts receipts;

    DeclareReceiptOverdueDelegate(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        receipts.declareOverdue(application);
    }
}
