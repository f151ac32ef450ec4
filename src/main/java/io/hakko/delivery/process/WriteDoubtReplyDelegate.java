package io.hakko.delivery.process;

import static io.hakko.delivery.ContentDoubtProcess.LETTER_ID;

import io.hakko.delivery.ContentDoubts;
import io.hakko.shared.ApplicationNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class WriteDoubtReplyDelegate implements JavaDelegate {

    private final ContentDoubts doubts;

    WriteDoubtReplyDelegate(ContentDoubts doubts) {
        this.doubts = doubts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ApplicationNumber application = ApplicationNumber.of(execution.getProcessBusinessKey());
        LETTER_ID.on(execution, doubts.writeReply(application));
    }
}
