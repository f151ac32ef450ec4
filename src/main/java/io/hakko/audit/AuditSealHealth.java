package io.hakko.audit;

import io.hakko.audit.AuditSeals.Unsealed;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Whether the trail fits its seals and is sealed in time. */
@Component("auditSeal")
class AuditSealHealth extends AbstractHealthIndicator {

    private final AuditSeals seals;

    AuditSealHealth(AuditSeals seals) {
        super("The seals of the audit trail cannot be read");
        this.seals = seals;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        if (!seals.isSealing()) {
            health.up().withDetail("seals", "there is no audit key");
            return;
        }
        Unsealed unsealed = seals.unsealed();
        if (seals.isBroken() || unsealed.isCut()) {
            health.down().withDetail("seals", "the trail does not fit its seals");
        } else if (seals.isOverdue(unsealed)) {
            health.down().withDetail("seals", "sealing is overdue");
        } else {
            health.up().withDetail("seals", "in time");
        }
    }
}
