package io.hakko.repository;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.Crls;
import io.hakko.calendar.Zones;
import io.hakko.policy.CrlSchedule;
import io.hakko.policy.Profiles;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.Sweep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls a manager long before relying parties are without a valid CRL: an hour after the next one was due, when at least
 * eleven are left; and when a target does not come back by itself.
 */
@Component
class CrlWatch implements Sweep {

    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration OUTAGE = Duration.ofMinutes(15);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Zones.TOKYO);

    private final Authorities authorities;
    private final Crls crls;
    private final PublicationStore store;
    private final TargetStatuses statuses;
    private final Set<String> targets;
    private final Profiles profiles;
    private final Alarms alarms;
    private final Clock clock;

    CrlWatch(
            Authorities authorities,
            Crls crls,
            PublicationStore store,
            TargetStatuses statuses,
            List<PublicationTarget> targets,
            Profiles profiles,
            Alarms alarms,
            Clock clock) {
        this.authorities = authorities;
        this.crls = crls;
        this.store = store;
        this.statuses = statuses;
        this.targets = targets.stream().map(PublicationTarget::name).collect(Collectors.toUnmodifiableSet());
        this.profiles = profiles;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "crl-watch";
    }

    @Override
    @Transactional
    public void sweep() {
        authorities.all().forEach(this::watch);
        statuses.all().stream()
                .filter(status -> targets.contains(status.target()))
                .forEach(this::watch);
    }

    private void watch(Authority authority) {
        Optional<StoredCrl> newest = store.latest(authority.id());
        if (newest.filter(crl -> isOverdue(authority, crl)).isPresent()) {
            alarms.raise(
                    AlarmKind.CRL_OVERDUE,
                    authority.id(),
                    "失効リスト%d番に続くものが公開されていません。%sに有効期間が切れます。"
                            .formatted(
                                    newest.get().number(),
                                    SHOWN.format(newest.get().nextUpdate())));
        } else {
            alarms.clear(AlarmKind.CRL_OVERDUE, authority.id());
        }
    }

    private void watch(TargetStatus status) {
        if (status.failingSince()
                .filter(since -> since.plus(OUTAGE).isBefore(now()))
                .isPresent()) {
            alarms.raise(
                    AlarmKind.CRL_TARGET_FAILING,
                    status.caId(),
                    status.target(),
                    "公開先%sに%sから失効リストを公開できません。"
                            .formatted(
                                    status.target(),
                                    SHOWN.format(status.failingSince().get())));
        } else {
            alarms.clear(AlarmKind.CRL_TARGET_FAILING, status.caId(), status.target());
        }
    }

    /**
     * The last CRL of a key that has come to its end is followed by none. After a pause of the service the next one has just
     * been asked for, and gets its time as well.
     */
    private boolean isOverdue(Authority authority, StoredCrl crl) {
        CrlSchedule schedule = profiles.currentOrFirst(authority.service(), LocalDate.ofInstant(now(), Zones.TOKYO))
                .crl();
        Instant due = schedule.nextDue(crl.thisUpdate());
        Instant since = crls.awaitedSince(authority.id()).filter(due::isBefore).orElse(due);
        return now().isAfter(since.plus(GRACE)) && !crls.isLast(authority.id(), crl.thisUpdate());
    }

    private Instant now() {
        return clock.instant();
    }
}
