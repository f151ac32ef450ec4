package io.hakko.card;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.CertificateSerial;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Entries of the ledger together with the trail. Everything in the caller's transaction. */
@Component
class LedgerBook {

    private final Ledger ledger;
    private final AuditTrail trail;
    private final Clock clock;

    LedgerBook(Ledger ledger, AuditTrail trail, Clock clock) {
        this.ledger = ledger;
        this.trail = trail;
        this.clock = clock;
    }

    Personalization save(Personalization changed) {
        ledger.save(changed, clock.instant());
        return changed;
    }

    /** Marks a card as spoiled. */
    void spoil(Personalization card, String reason) {
        LedgerState before = card.state();
        save(card.spoiled(reason));
        trail.record(entry("card.spoiled", card)
                .reason(reason)
                .change(before, LedgerState.SPOILED)
                .build());
    }

    /** An entry about a card, begun. */
    static AuditEntry.Builder entry(String event, Personalization card) {
        return AuditEntry.of(event, card.application().value())
                .with("cardNumber", card.number())
                .with("chipSerial", card.chip())
                .with("serial", card.serial().map(CertificateSerial::hex).orElse(null));
    }
}
