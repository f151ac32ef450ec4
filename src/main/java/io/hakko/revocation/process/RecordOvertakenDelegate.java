package io.hakko.revocation.process;

import io.hakko.revocation.Revocations;
import io.hakko.shared.RevocationRequestNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 失効済みを記録する. */
@Component
class RecordOvertakenDelegate implements JavaDelegate {

    private final Revocations revocations;

    RecordOvertakenDelegate(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        revocations.recordOvertaken(RevocationRequestNumber.of(execution.getProcessBusinessKey()));
    }
}
