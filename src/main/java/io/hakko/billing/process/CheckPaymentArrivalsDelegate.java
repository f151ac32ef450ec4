package io.hakko.billing.process;

import static io.hakko.billing.PaymentCollectionProcess.ARRIVALS_CLOSED;

import io.hakko.billing.Payments;
import io.hakko.shared.InvoiceNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class CheckPaymentArrivalsDelegate implements JavaDelegate {

    private final Payments payments;

    CheckPaymentArrivalsDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        InvoiceNumber invoice = InvoiceNumber.of(execution.getProcessBusinessKey());
        ARRIVALS_CLOSED.on(execution, payments.arrivalsClosed(invoice));
    }
}
