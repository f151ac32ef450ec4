package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.StaffAccounts;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The two people of a ceremony prove who they are. */
@Component
class CeremonyPeople {

    /** Who may hold it. */
    private static final Set<String> HOLDERS = Set.of("manager");

    /** Who may watch it. */
    private static final Set<String> WITNESSES = Set.of("manager", "sysadmin", "auditor");

    private final StaffAccounts accounts;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    CeremonyPeople(StaffAccounts accounts, AuditTrail audit, PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Their passwords are forgotten afterwards.
     *
     * @param refusedEvent what the trail calls it when somebody is refused
     * @throws Refusal when they are not fit for it
     */
    void prove(HoldCeremony order, String refusedEvent) {
        try {
            require(order, refusedEvent);
        } finally {
            order.by().forgetPassword();
            order.with().forgetPassword();
        }
    }

    private void require(HoldCeremony order, String refusedEvent) {
        if (order.reason().isBlank()) {
            throw Refusal.at("/reason", CaRefusal.REASON_MISSING);
        }
        if (order.by().actor().equals(order.with().actor())) {
            throw Refusal.at("/with", CaRefusal.SAME_PERSON);
        }
        requirePerson(order, refusedEvent, "/by", order.by(), HOLDERS);
        requirePerson(order, refusedEvent, "/with", order.with(), WITNESSES);
    }

    /** Never says whether it is the name, the password or the role: whoever has one of them need not learn that. */
    private void requirePerson(
            HoldCeremony order, String refusedEvent, String pointer, CeremonyPerson person, Set<String> roles) {
        String id = person.actor().id();
        if (!accounts.authenticate(id, person.password()) || !accounts.hasAnyRole(id, roles)) {
            try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
                transaction.executeWithoutResult(status -> audit.record(AuditEntry.of(refusedEvent, order.caId())
                        .reason(order.reason())
                        .with("notProven", id)
                        .build()));
            }
            throw Refusal.at(pointer, CaRefusal.PERSON_NOT_PROVEN, id, String.join(", ", new TreeSet<>(roles)));
        }
    }
}
