package io.hakko.revocation.process;

import static io.hakko.revocation.CertificateRevocationProcess.LETTER_ID;

import io.hakko.revocation.PaperRevocations;
import io.hakko.shared.RevocationRequestNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 失効請求の不受理通知を作成する. */
@Component
class WriteRevocationRefusalDelegate implements JavaDelegate {

    private final PaperRevocations revocations;

    WriteRevocationRefusalDelegate(PaperRevocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RevocationRequestNumber number = RevocationRequestNumber.of(execution.getProcessBusinessKey());
        LETTER_ID.on(execution, revocations.writeRefusal(number).toString());
    }
}
