package io.hakko.repository;

import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * What is wrong with publication targets, as details: Hakko itself goes on while one is dead, so its state stays up and no
 * proxy takes the node away.
 */
@Component("crlTargets")
class TargetHealth implements HealthIndicator {

    private final TargetStatuses statuses;
    private final Set<String> targets;

    TargetHealth(TargetStatuses statuses, List<PublicationTarget> targets) {
        this.statuses = statuses;
        this.targets = targets.stream().map(PublicationTarget::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        statuses.all().stream()
                .filter(status -> targets.contains(status.target()))
                .forEach(status -> health.withDetail(status.target() + " " + status.caId(), words(status)));
        return health.build();
    }

    private static String words(TargetStatus status) {
        return status.failingSince()
                .map(since -> "failing since " + since + " after CRL " + status.number())
                .orElse("CRL " + status.number());
    }
}
