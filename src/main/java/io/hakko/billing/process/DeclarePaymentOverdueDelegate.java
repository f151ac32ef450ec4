package io.hakko.billing.process;

import static io.hakko.billing.PaymentCollectionProcess.REVOKED_BY_TIMER;

import io.hakko.billing.Payments;
import io.hakko.shared.InvoiceNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class DeclarePaymentOverdueDelegate implements JavaDelegate {

    private final Payments payments;

    DeclarePaymentOverdueDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        InvoiceNumber invoice = InvoiceNumber.of(execution.getProcessBusinessKey());
        REVOKED_BY_TIMER.on(execution, payments.declareOverdue(invoice));
    }
}
