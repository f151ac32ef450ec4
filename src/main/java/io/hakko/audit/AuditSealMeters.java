package io.hakko.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Meters: {@code hakko.audit.unsealed}, how many entries no seal covers, and {@code hakko.audit.unsealed.age}, how old the oldest of them is. */
@Component
class AuditSealMeters implements MeterBinder {

    private final AuditSeals seals;

    AuditSealMeters(AuditSeals seals) {
        this.seals = seals;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hakko.audit.unsealed", () -> seals.unsealed().entries())
                .description("Entries of the audit trail that no seal covers")
                .baseUnit("entries")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "hakko.audit.unsealed.age",
                        () -> seals.unsealed().age().orElse(Duration.ZERO).toSeconds())
                .description("Age of the oldest entry of the audit trail that no seal covers")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }
}
