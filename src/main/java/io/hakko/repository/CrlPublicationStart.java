package io.hakko.repository;

import io.hakko.ca.CrlRequested;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts {@code crl-publication} in the transaction that requested the CRL. */
@Component
class CrlPublicationStart {

    private final Workflow workflow;

    CrlPublicationStart(Workflow workflow) {
        this.workflow = workflow;
    }

    @EventListener
    void on(CrlRequested event) {
        workflow.start(CrlPublicationProcess.KEY, event.key().toString(), ProcessVariables.none());
    }
}
