package io.hakko.ca;

import io.hakko.audit.AuditSeals;
import io.hakko.shared.Outage;
import io.hakko.workflow.Sweep;
import org.springframework.stereotype.Component;

/** Seals the audit trail in time. While the HSM with the audit key is away nothing is lost: the next seal covers it. */
@Component
class AuditSealSweep implements Sweep {

    private final AuditSeals seals;

    AuditSealSweep(AuditSeals seals) {
        this.seals = seals;
    }

    @Override
    public String name() {
        return "auditSeal";
    }

    @Override
    public void sweep() {
        try {
            seals.sealDue();
        } catch (Outage away) {
            // The health of the keys tells it already, and that of the seals when it lasts.
        }
    }
}
