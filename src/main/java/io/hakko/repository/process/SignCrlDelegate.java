package io.hakko.repository.process;

import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 失効リストに署名する. */
@Component
class SignCrlDelegate implements JavaDelegate {

    private final Crls crls;

    SignCrlDelegate(Crls crls) {
        this.crls = crls;
    }

    @Override
    public void execute(DelegateExecution execution) {
        crls.sign(CrlKey.of(execution.getProcessBusinessKey()));
    }
}
