package io.hakko.repository;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.SignedCrl;
import io.hakko.calendar.Zones;
import io.hakko.repository.domain.Candidate;
import io.hakko.repository.domain.LostNumbers;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationGate;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.shared.Der;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publication through the gate, to every target, with a look at each of them afterwards. */
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
     * @param targets all targets, the store among them
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
        PublicationGate.check(
                new Candidate(
                        key.number(),
                        crl.der(),
                        authority.certificate(),
                        store.lastNumber(key.caId()),
                        crls.revokedSerials(key)),
                now);
        Publication publication = new Publication(
                key.caId(), key.number(), crl.der(), authority.certificate(), crl.thisUpdate(), crl.nextUpdate(), now);
        targets.forEach(target -> target.put(publication));
    }

    @Override
    @Transactional
    public void verify(CrlKey key) {
        store.lock(key.caId());
        if (store.find(key.caId(), key.number()).isEmpty() && isOvertaken(key)) {
            return;
        }
        SignedCrl crl = signed(key);
        targets.forEach(target -> compare(target, key, crl.der()));
        Instant now = now();
        crls.published(key);
        audit.record(AuditEntry.of("crl.published", key.toString())
                .with("number", key.number())
                .with("entries", crl.entries())
                .with("thisUpdate", local(crl.thisUpdate()))
                .with("nextUpdate", local(crl.nextUpdate()))
                .with("sha256", crl.der().sha256())
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

    /** As the newest one it must also be what a relying party gets without a number. */
    private void compare(PublicationTarget target, CrlKey key, Der expected) {
        boolean served =
                target.fetch(key.caId(), key.number()).filter(expected::equals).isPresent()
                        && (isOvertaken(key)
                                || target.fetchLatest(key.caId())
                                        .filter(expected::equals)
                                        .isPresent());
        if (!served) {
            throw new IllegalStateException("CRL " + key + " is not served by " + target.name() + " as it was signed");
        }
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
        return new PublishedCrl(new CrlKey(stored.caId(), stored.number()), stored.crl(), stored.publishedAt());
    }

    private static String local(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(Zones.TOKYO).toOffsetDateTime());
    }
}
