package io.hakko.delivery.process;

import static io.hakko.delivery.CardDeliveryProcess.LETTER_ID;

import io.hakko.delivery.Waiting;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class WriteReceiptReminderDelegate implements JavaDelegate {

    private final Waiting waiting;

    WriteReceiptReminderDelegate(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        LETTER_ID.on(execution, waiting.writeReminder(application));
    }
}
