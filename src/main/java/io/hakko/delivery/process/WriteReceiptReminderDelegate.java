package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.LETTER_ID;

import io.hakko.delivery.Receipts;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class WriteReceiptReminderDelegate implements JavaDelegate {

    private final Receipts receipts;

    WriteReceiptReminderDelegate(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        LETTER_ID.on(execution, receipts.writeReminder(application));
    }
}
