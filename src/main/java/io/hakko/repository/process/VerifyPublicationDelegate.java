package io.hakko.repository.process;

import io.hakko.ca.CrlKey;
import io.hakko.repository.CrlPublications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 公開を確かめる. */
@Component
class VerifyPublicationDelegate implements JavaDelegate {

    private final CrlPublications publications;

    VerifyPublicationDelegate(CrlPublications publications) {
        this.publications = publications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        publications.verify(CrlKey.of(execution.getProcessBusinessKey()));
    }
}
