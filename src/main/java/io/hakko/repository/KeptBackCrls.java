package io.hakko.repository;

import io.hakko.ca.Crls;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * After a CRL was kept back: its entries may have come from segments that do not fit the revocations, and every CRL after it would
 * be kept back too. After the rollback, so that no lock of the publication is held meanwhile.
 */
@Component
class KeptBackCrls {

    private final Crls crls;

    KeptBackCrls(Crls crls) {
        this.crls = crls;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
    void on(CrlKeptBack event) {
        crls.reexamine(event.key());
    }
}
