package io.hakko.revocation;

import io.hakko.delivery.RevocationAsked;
import io.hakko.delivery.Waiting;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationStore;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Revocations that a manager asks for in the course of a delivery: the request, and the way back when it is refused. */
@Component
class DeliveryRevocations {

    private final Revocations revocations;
    private final RevocationStore store;
    private final Waiting waiting;

    DeliveryRevocations(Revocations revocations, RevocationStore store, Waiting waiting) {
        this.revocations = revocations;
        this.store = store;
        this.waiting = waiting;
    }

    @EventListener
    void on(RevocationAsked asked) {
        revocations.propose(
                new ProposeRevocation(asked.card().value(), asked.reasonCode(), asked.explanation()), asked.manager());
    }

    @EventListener
    void on(RevocationDecided decided) {
        boolean managers = store.find(decided.request())
                .map(RevocationRequest::origin)
                .filter(Origin.MANAGER::equals)
                .isPresent();
        if (managers && !decided.approved()) {
            waiting.revocationRefused(decided.application());
        }
    }
}
