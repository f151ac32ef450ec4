package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditSeals;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.AuditKeyMaker;
import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.ca.domain.KeyPlace;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ceremonies in which a key that seals the audit trail is made, under two people who prove who they are. The trail is sealed with the
 * new key at once, so that it is believed from then on for everything before as well.
 */
@Service
@Profile("!demo & !story & !test")
public class AuditKeyCeremony {

    private final AuditKeyMaker maker;
    private final AuditSeals seals;
    private final CeremonyPeople people;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AuditKeyCeremony(
            AuditKeyMaker maker,
            AuditSeals seals,
            CeremonyPeople people,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.maker = maker;
        this.seals = seals;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Makes the first key where the configuration wants it. The service must not run meanwhile.
     *
     * @throws Refusal when the two people are not fit for it, or there is a key already
     */
    public CeremonyRecord init(CeremonyPerson by, CeremonyPerson with, String reason) {
        HoldCeremony order = new HoldCeremony(AuditKeyMaker.ID, by, with, reason);
        people.prove(order, "audit.keyCeremonyRefused");
        maker.newest().ifPresent(made -> {
            throw new Refusal(CaRefusal.AUDIT_KEY_EXISTS, made.caId());
        });
        return make(order, new KeyGeneration(AuditKeyMaker.ID, 1));
    }

    /**
     * Makes the next key where the configuration wants it. The present one seals the trail once more before. The service must not
     * run meanwhile.
     *
     * @throws Refusal when the two people are not fit for it, when there is no key yet, or the next one is there already
     * @throws io.hakko.shared.Outage when the HSM with the present key is away
     */
    public CeremonyRecord rollover(CeremonyPerson by, CeremonyPerson with, String reason) {
        HoldCeremony order = new HoldCeremony(AuditKeyMaker.ID, by, with, reason);
        people.prove(order, "audit.keyCeremonyRefused");
        KeyGeneration newest = maker.newest().orElseThrow(() -> new Refusal(CaRefusal.AUDIT_KEY_MISSING));
        seals.sealNow();
        return make(order, newest.next());
    }

    private CeremonyRecord make(HoldCeremony order, KeyGeneration generation) {
        String id = generation.caId();
        KeyPlace place = maker.place(id);
        if (place.made()) {
            throw new Refusal(CaRefusal.AUDIT_KEY_EXISTS, id);
        }
        KeyOrder wanted = AuditKeyMaker.order(id, clock.instant());
        try (var scope = AuditScope.open(order.by().actor())) {
            record(entry("audit.keyCeremonyBegun", id, order, place).change("", "BEGUN"));
            AuthorityKey key;
            try {
                key = maker.make(wanted);
            } catch (RuntimeException failed) {
                record(entry("audit.keyCeremonyFailed", id, order, place)
                        .change("BEGUN", "FAILED")
                        .with("problem", failed.getMessage()));
                throw failed;
            }
            record(entry("audit.keyMade", id, order, place)
                    .change("BEGUN", "MADE")
                    .with("bits", wanted.bits())
                    .with("serial", key.serial())
                    .with("sha256", key.certificate().sha256()));
            seals.sealNow();
            return new CeremonyRecord(
                    id,
                    key.name(),
                    place.where(),
                    wanted.bits(),
                    key.serial(),
                    key.certificate().sha256(),
                    key.notBefore(),
                    key.notAfter(),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                    order.by().actor().id(),
                    order.with().actor().id());
        }
    }

    private void record(AuditEntry.Builder entry) {
        transaction.executeWithoutResult(status -> audit.record(entry.build()));
    }

    private static AuditEntry.Builder entry(String event, String id, HoldCeremony order, KeyPlace place) {
        return AuditEntry.of(event, id)
                .reason(order.reason())
                .with("with", order.with().actor().id())
                .with("where", place.where());
    }
}
