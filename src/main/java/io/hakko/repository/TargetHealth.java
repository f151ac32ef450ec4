package io.hakko.repository;

import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * What is wrong with publication targets, as details: Hakko itself goes on while one is dead, so its state stays up and no
 * proxy takes the node away.
 */
@Component("crlTargets")
class TargetHealth extends AbstractHealthIndicator {

    private final TargetStatuses statuses;
    private final Set<String> targets;

    TargetHealth(TargetStatuses statuses, List<PublicationTarget> targets) {
        super("The status of the publication targets cannot be read");
        this.statuses = statuses;
        this.targets = targets.stream().map(PublicationTarget::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        statuses.all().stream()
                .filter(status -> targets.contains(status.target()))
                .forEach(status -> health.withDetail(status.target() + " " + status.caId(), words(status)));
    }

    private static String words(TargetStatus status) {
        return status.failingSince()
                .map(since -> "failing since " + since + " after CRL " + status.number())
                .orElse("CRL " + status.number());
    }
}
