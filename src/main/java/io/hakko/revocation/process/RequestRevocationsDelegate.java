package io.hakko.revocation.process;

import static io.hakko.revocation.CaCompromiseProcess.MORE_CERTIFICATES;

import io.hakko.revocation.CaCompromises;
import io.hakko.shared.CaseNumber;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class RequestRevocationsDelegate implements JavaDelegate {

    private final CaCompromises compromises;

    RequestRevocationsDelegate(CaCompromises compromises) {
        this.compromises = compromises;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean more = compromises.requestRevocations(CaseNumber.of(execution.getProcessBusinessKey()));
        MORE_CERTIFICATES.on(execution, more);
    }
}
