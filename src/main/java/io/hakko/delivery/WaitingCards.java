package io.hakko.delivery;

import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import org.springframework.stereotype.Component;

/** The cards that are waited for, by the number of their case. */
@Component
class WaitingCards {

    private final DeliveryStore store;

    WaitingCards(DeliveryStore store) {
        this.store = store;
    }

    Dispatch find(String application) {
        return store.find(ApplicationNumber.of(application))
                .orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
    }

    /** Locked until the end of the transaction, whatever has become of it. */
    Dispatch lock(String application) {
        return store.lock(ApplicationNumber.of(application))
                .orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
    }

    /**
     * Locked, and still waited for.
     *
     * @throws Refusal CONFLICT when the delivery has ended, as it may while this waited for the lock
     */
    Dispatch lockOpen(String application) {
        Dispatch dispatch = lock(application);
        if (dispatch.outcome().isPresent()) {
            throw new Refusal(DeliveryRefusal.ENDED);
        }
        return dispatch;
    }

    /**
     * Locked, still waited for, and free to take what arrives.
     *
     * @throws Refusal CONFLICT as {@link #lockOpen}, or while a second person decides about a revocation: what arrives now is
     *     for that person
     */
    Dispatch lockFree(String application) {
        Dispatch dispatch = lockOpen(application);
        if (dispatch.revocationAsked()) {
            throw new Refusal(DeliveryRefusal.REVOCATION_ASKED);
        }
        return dispatch;
    }
}
