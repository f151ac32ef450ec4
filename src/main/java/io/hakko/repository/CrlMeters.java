package io.hakko.repository;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.Crls;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Meters: {@code hakko.crl.remaining}, seconds until the newest published CRL of an authority expires (not a number while
 * there is none and after the last one of a key that has come to its end), and {@code hakko.crl.target.behind}, how many numbers a target is behind.
 */
@Component
class CrlMeters implements MeterBinder {

    private final Authorities authorities;
    private final Crls crls;
    private final PublicationStore store;
    private final TargetStatuses statuses;
    private final List<PublicationTarget> targets;
    private final Clock clock;

    CrlMeters(
            Authorities authorities,
            Crls crls,
            PublicationStore store,
            TargetStatuses statuses,
            List<PublicationTarget> targets,
            Clock clock) {
        this.authorities = authorities;
        this.crls = crls;
        this.store = store;
        this.statuses = statuses;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Authority authority : authorities.all()) {
            String caId = authority.id();
            Gauge.builder("hakko.crl.remaining", () -> remaining(caId))
                    .description("Until the newest published CRL expires")
                    .baseUnit("seconds")
                    .tag("authority", caId)
                    .strongReference(true)
                    .register(registry);
            for (PublicationTarget target : targets) {
                Gauge.builder("hakko.crl.target.behind", () -> behind(target.name(), caId))
                        .description("CRL numbers that a target is behind the newest published CRL")
                        .tag("authority", caId)
                        .tag("target", target.name())
                        .strongReference(true)
                        .register(registry);
            }
        }
    }

    private double remaining(String caId) {
        return store.latest(caId)
                .filter(crl -> !crls.isLast(caId, crl.thisUpdate()))
                .map(crl -> (double)
                        Duration.between(clock.instant(), crl.nextUpdate()).toSeconds())
                .orElse(Double.NaN);
    }

    private double behind(String target, String caId) {
        long delivered = statuses.all().stream()
                .filter(status ->
                        status.target().equals(target) && status.caId().equals(caId))
                .mapToLong(TargetStatus::number)
                .findFirst()
                .orElse(0);
        return (double) store.latest(caId).map(crl -> crl.number() - delivered).orElse(0L);
    }
}
