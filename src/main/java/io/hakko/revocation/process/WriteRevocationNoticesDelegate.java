package io.hakko.revocation.process;

import io.hakko.revocation.Revocations;
import io.hakko.shared.RevocationRequestNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class WriteRevocationNoticesDelegate implements JavaDelegate {

    private final Revocations revocations;

    WriteRevocationNoticesDelegate(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        revocations.writeNotices(RevocationRequestNumber.of(execution.getProcessBusinessKey()));
    }
}
