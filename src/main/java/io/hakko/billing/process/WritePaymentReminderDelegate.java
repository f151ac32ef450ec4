package io.hakko.billing.process;

import static io.hakko.billing.PaymentCollectionProcess.LETTER_ID;

import io.hakko.billing.Payments;
import io.hakko.shared.InvoiceNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class WritePaymentReminderDelegate implements JavaDelegate {

    private final Payments payments;

    WritePaymentReminderDelegate(Payments payments) {
        this.payments = payments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        InvoiceNumber invoice = InvoiceNumber.of(execution.getProcessBusinessKey());
        LETTER_ID.on(execution, payments.writeReminder(invoice));
    }
}
