package io.hakko.repository;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.RevokedCertificate;
import io.hakko.ca.SignedCrl;
import io.hakko.calendar.Zones;
import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Candidate;
import io.hakko.repository.domain.Fetched;
import io.hakko.repository.domain.LastPublished;
import io.hakko.repository.domain.LostNumbers;
import io.hakko.repository.domain.Passed;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationGate;
import io.hakko.repository.domain.PublicationGateException;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.Revoked;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.shared.DerContent;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Publication through the gate into the store that HTTP serves, with a look at it afterwards. Every other target gets its
 * copy from there in its own time ({@link TargetDeliveries}), so that a dead one holds up nothing.
 */
@Service
class GatedCrlPublications implements CrlPublications {

    private final Crls crls;
    private final Authorities authorities;
    private final PublicationStore store;
    private final List<PublicationTarget> targets;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /**
     * @param targets places beside the store
     */
    GatedCrlPublications(
            Crls crls,
            Authorities authorities,
            PublicationStore store,
            List<PublicationTarget> targets,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.crls = crls;
        this.authorities = authorities;
        this.store = store;
        this.targets = List.copyOf(targets);
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public void publish(CrlKey key) {
        store.lock(key.caId());
        if (store.find(key.caId(), key.number()).isPresent()) {
            return;
        }
        if (isOvertaken(key)) {
            supersede(key);
            return;
        }
        LostNumbers.refuse(key.caId(), crls.nextNumber(key.caId()), targets);
        SignedCrl crl = signed(key);
        Authority authority = authority(key.caId());
        Instant now = now();
        Passed passed;
        try {
            passed = throughTheGate(crl, authority, now);
        } catch (PublicationGateException keptBack) {
            events.publishEvent(new CrlKeptBack(key));
            throw keptBack;
        }
        store.put(new Publication(
                key.caId(),
                key.number(),
                crl.content(),
                crl.arl(),
                AuthorityCertificates.ofOne(authority.certificate()),
                passed.entries(),
                passed.revocations(),
                crl.thisUpdate(),
                crl.nextUpdate(),
                now));
    }

    @Override
    @Transactional
    public void verify(CrlKey key) {
        store.lock(key.caId());
        if (store.find(key.caId(), key.number()).isEmpty() && isOvertaken(key)) {
            return;
        }
        SignedCrl crl = signed(key);
        requireServed(key, crl);
        Instant now = now();
        crls.published(key);
        audit.record(AuditEntry.of("crl.published", key.toString())
                .with("number", key.number())
                .with("entries", crl.entries())
                .with("thisUpdate", local(crl.thisUpdate()))
                .with("nextUpdate", local(crl.nextUpdate()))
                .with("sha256", crl.content().sha256())
                .build());
        events.publishEvent(new CrlPublished(key, crl.thisUpdate(), crl.nextUpdate(), crl.entries(), now));
    }

    @Override
    public Optional<PublishedCrl> latest(String caId) {
        return store.latest(caId).map(GatedCrlPublications::published);
    }

    @Override
    public Optional<PublishedCrl> find(CrlKey key) {
        return store.find(key.caId(), key.number()).map(GatedCrlPublications::published);
    }

    @Override
    public List<PublishedCrl> all(String caId) {
        return store.all(caId).stream().map(GatedCrlPublications::published).toList();
    }

    private void supersede(CrlKey key) {
        crls.superseded(key);
        audit.record(AuditEntry.of("crl.superseded", key.toString())
                .with("number", key.number())
                .with("by", store.lastNumber(key.caId()))
                .build());
    }

    private Passed throughTheGate(SignedCrl crl, Authority authority, Instant now) {
        CrlKey key = crl.key();
        LastPublished last = store.last(key.caId());
        crl.arl()
                .ifPresent(arl -> PublicationGate.check(
                        new Candidate(
                                key.number(),
                                Candidate.Scope.AUTHORITIES,
                                DerContent.of(arl),
                                authority.certificate(),
                                new LastPublished(last.number(), last.thisUpdate(), 0),
                                crls.revokedAuthorities(key).stream()
                                        .map(serial -> new Revoked(serial, true))
                                        .iterator()),
                        now));
        Iterator<RevokedCertificate> revoked = crls.revoked(key);
        return PublicationGate.check(
                new Candidate(
                        key.number(),
                        Candidate.Scope.EVERYTHING,
                        crl.content(),
                        authority.certificate(),
                        last,
                        new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return revoked.hasNext();
                            }

                            @Override
                            public Revoked next() {
                                RevokedCertificate next = revoked.next();
                                return new Revoked(next.serial(), next.due());
                            }
                        }),
                now);
    }

    /** As the newest one it must also be what a relying party gets without a number. */
    private void requireServed(CrlKey key, SignedCrl crl) {
        boolean served = serves(store.find(key.caId(), key.number()), crl)
                && (isOvertaken(key) || serves(store.latest(key.caId()), crl));
        if (!served) {
            throw new IllegalStateException("CRL " + key + " is not served by http as it was signed");
        }
    }

    private static boolean serves(Optional<StoredCrl> stored, SignedCrl crl) {
        return stored.filter(found -> Fetched.equals(found.crl(), crl.content())
                        && found.arl().equals(crl.arl()))
                .isPresent();
    }

    private boolean isOvertaken(CrlKey key) {
        return store.lastNumber(key.caId()) > key.number();
    }

    private SignedCrl signed(CrlKey key) {
        return crls.find(key).orElseThrow(() -> new IllegalStateException("CRL " + key + " is not signed"));
    }

    private Authority authority(String caId) {
        return authorities.find(caId).orElseThrow(() -> new IllegalStateException("there is no authority " + caId));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static PublishedCrl published(StoredCrl stored) {
        return new PublishedCrl(
                new CrlKey(stored.caId(), stored.number()),
                stored.crl(),
                stored.entries(),
                stored.arl(),
                stored.thisUpdate(),
                stored.nextUpdate(),
                stored.publishedAt());
    }

    private static String local(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(Zones.TOKYO).toOffsetDateTime());
    }
}
