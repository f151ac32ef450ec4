package io.hakko.repository;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import io.hakko.shared.Der;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the newest published CRL to a target and reads it back from there. One node at a time does so for each target and
 * authority. A failure is noted and tried again, at the latest after half a minute.
 */
@Service
public class TargetDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(TargetDeliveries.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;
    private static final int LONGEST_ERROR = 500;

    private final Authorities authorities;
    private final PublicationStore store;
    private final TargetStatuses statuses;
    private final Clock clock;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    TargetDeliveries(Authorities authorities, PublicationStore store, TargetStatuses statuses, Clock clock) {
        this.authorities = authorities;
        this.store = store;
        this.statuses = statuses;
        this.clock = clock;
    }

    /** Delivers what is due of one authority; does nothing when the target has it, is not due yet or is being served. */
    @Transactional
    public void deliver(PublicationTarget target, String caId) {
        Optional<StoredCrl> newest = store.latest(caId);
        if (newest.isEmpty()) {
            return;
        }
        statuses.tryLock(target.name(), caId)
                .filter(status -> isDue(status) && isMissing(target, status, newest.get()))
                .ifPresent(status -> attempt(target, status, newest.get()));
    }

    /** After a start each target is asked once whether it still has what it is said to have. */
    private boolean isMissing(PublicationTarget target, TargetStatus status, StoredCrl newest) {
        return status.number() < newest.number() || seen.add(target.name() + " " + newest.caId());
    }

    private void attempt(PublicationTarget target, TargetStatus status, StoredCrl crl) {
        Instant now = now();
        try {
            Publication publication = publication(crl);
            if (status.number() < crl.number() || !target.serves(publication)) {
                target.put(publication);
            }
            if (!target.serves(publication)) {
                throw new IllegalStateException("it does not serve what was put there");
            }
            seen.add(target.name() + " " + crl.caId());
            statuses.delivered(target.name(), crl.caId(), crl.number(), now());
            if (status.failures() > 0) {
                LOG.info("Target {} is back and has CRL {}-{}", target.name(), crl.caId(), crl.number());
            }
        } catch (RuntimeException failed) {
            seen.remove(target.name() + " " + crl.caId());
            if (status.failures() == 0) {
                LOG.warn("Target {} does not take CRL {}-{}", target.name(), crl.caId(), crl.number(), failed);
            }
            statuses.failed(target.name(), crl.caId(), now, now().plus(wait(status.failures())), message(failed));
        }
    }

    private Publication publication(StoredCrl crl) {
        Authority authority = authorities.find(crl.caId()).orElseThrow();
        return new Publication(
                crl.caId(),
                crl.number(),
                crl.crl(),
                crl.arl(),
                certificates(authority),
                crl.entries(),
                crl.revocations(),
                crl.thisUpdate(),
                crl.nextUpdate(),
                crl.publishedAt());
    }

    private AuthorityCertificates certificates(Authority authority) {
        return new AuthorityCertificates(
                authority.generation(),
                authority.certificate(),
                authorities.newWithOld(authority.id()),
                authorities.oldWithNew(authority.id()),
                authority.generation() == 1 ? later(authority) : List.of());
    }

    private List<Der> later(Authority first) {
        return authorities.all().stream()
                .filter(other -> other.service().equals(first.service()) && other.generation() > 1)
                .flatMap(other -> Stream.of(
                                Optional.of(other.certificate()),
                                authorities.newWithOld(other.id()),
                                authorities.oldWithNew(other.id()))
                        .flatMap(Optional::stream))
                .toList();
    }

    /** A time that lies further ahead than any wait was set before the clock went back. */
    private boolean isDue(TargetStatus status) {
        Instant now = now();
        return status.nextAttempt()
                .map(next -> !now.isBefore(next) || next.isAfter(now.plus(LONGEST_WAIT)))
                .orElse(true);
    }

    private static Duration wait(int failures) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static String message(RuntimeException failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return message.length() > LONGEST_ERROR ? message.substring(0, LONGEST_ERROR) : message;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
