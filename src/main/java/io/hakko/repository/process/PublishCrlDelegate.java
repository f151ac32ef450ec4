package io.hakko.repository.process;

import io.hakko.ca.CrlKey;
import io.hakko.repository.CrlPublications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 失効リストを公開する. */
@Component
class PublishCrlDelegate implements JavaDelegate {

    private final CrlPublications publications;

    PublishCrlDelegate(CrlPublications publications) {
        this.publications = publications;
    }

    @Override
    public void execute(DelegateExecution execution) {
        publications.publish(CrlKey.of(execution.getProcessBusinessKey()));
    }
}
