package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlDraft;
import io.hakko.ca.domain.CrlRecord;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.ca.domain.CrlScope;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.RevokedEntries;
import io.hakko.ca.domain.RevokedSerial;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.PieceOutput;
import io.hakko.shared.Refusal;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** CRLs by number. Requests, signatures and revocations of one authority come one after the other, by its row's lock. */
@Service
class NumberedCrls implements Crls {

    private final CrlRegister register;
    private final CertificateSigner signer;
    private final Profiles profiles;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NumberedCrls(
            CrlRegister register,
            CertificateSigner signer,
            Profiles profiles,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.register = register;
        this.signer = signer;
        this.profiles = profiles;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public CrlKey request(String caId) {
        lock(caId);
        return register.requested(caId).map(number -> new CrlKey(caId, number)).orElseGet(() -> requestNext(caId));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public SignedCrl sign(CrlKey key) {
        lock(key.caId());
        CrlRecord found = register.find(key.caId(), key.number())
                .orElseThrow(() -> new IllegalStateException("CRL " + key + " was never requested"));
        return signedCrl(key, found).orElseGet(() -> signRequested(key));
    }

    @Override
    public Optional<SignedCrl> find(CrlKey key) {
        return register.find(key.caId(), key.number()).flatMap(found -> signedCrl(key, found));
    }

    @Override
    public Iterator<RevokedCertificate> revoked(CrlKey key) {
        SignedCrl crl = find(key).orElseThrow(() -> new IllegalStateException("CRL " + key + " is not signed"));
        Iterator<RevokedSerial> revoked = register.revoked(
                key.caId(),
                key.number(),
                crl.thisUpdate(),
                profile(key.caId()).crl().keepExpired());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return revoked.hasNext();
            }

            @Override
            public RevokedCertificate next() {
                RevokedSerial next = revoked.next();
                return new RevokedCertificate(next.serial(), next.due());
            }
        };
    }

    @Override
    public List<CertificateSerial> revokedAuthorities(CrlKey key) {
        return register.revokedAuthorities(key.caId(), key.number());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public CrlKey resumeAbove(String caId, long seen) {
        lock(caId);
        register.requested(caId).filter(number -> number <= seen).ifPresent(number -> sign(new CrlKey(caId, number)));
        long before = register.nextNumber(caId);
        register.skipTo(caId, seen + 1);
        audit.record(AuditEntry.of("crl.numbersResumed", caId)
                .change(before, register.nextNumber(caId))
                .with("seen", seen)
                .build());
        return request(caId);
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void reexamine(CrlKey keptBack) {
        String caId = keptBack.caId();
        lock(caId);
        boolean different = register.rebuildEntries(
                caId, register.nextNumber(caId) - 1, profile(caId).crl().keepExpired());
        if (different) {
            audit.record(AuditEntry.of("crl.entriesRebuilt", keptBack.toString())
                    .with("number", keptBack.number())
                    .build());
            request(caId);
        }
    }

    @Override
    public long nextNumber(String caId) {
        return register.nextNumber(caId);
    }

    @Override
    public Optional<Instant> awaitedSince(String caId) {
        return register.awaitedSince(caId);
    }

    @Override
    public boolean isLast(String caId, Instant thisUpdate) {
        return register.authorities().contains(KeyGeneration.of(caId).next().caId())
                && register.lastExpiry(caId).map(thisUpdate::isAfter).orElse(true);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void published(CrlKey key) {
        register.published(key.caId(), key.number(), now());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void superseded(CrlKey key) {
        register.superseded(key.caId(), key.number());
    }

    /** Requests a CRL when the last is as old as the profile lets it become, or there is none. */
    @Transactional
    public void requestDue(String caId) {
        if (isDue(caId)) {
            lock(caId);
            if (isDue(caId)) {
                request(caId);
            }
        }
    }

    /** Takes the authority's row for the rest of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String caId) {
        if (!register.lock(caId)) {
            throw new Refusal(CaRefusal.UNKNOWN_AUTHORITY, caId);
        }
    }

    private boolean isDue(String caId) {
        return register.lastUpdate(caId)
                .map(last -> !now().isBefore(profile(caId).crl().nextDue(last)) && !isLast(caId, last))
                .orElse(true);
    }

    private CrlKey requestNext(String caId) {
        CrlKey key = new CrlKey(caId, register.takeNumber(caId));
        Instant now = now();
        register.request(caId, key.number(), now);
        events.publishEvent(new CrlRequested(key, now));
        return key;
    }

    private SignedCrl signRequested(CrlKey key) {
        ServiceProfile profile = profile(key.caId());
        RevokedEntries entries =
                register.entries(key.caId(), key.number(), profile.crl().keepExpired());
        Instant thisUpdate = thisUpdate(key.caId());
        Instant nextUpdate = profile.crl().nextUpdate(thisUpdate);
        String algorithm = profile.certificate().signatureAlgorithm();
        PieceOutput crl = signer.signCrl(
                new CrlDraft(key.caId(), CrlScope.EVERYTHING, algorithm, key.number(), thisUpdate, nextUpdate, entries),
                register.write(key.caId(), key.number()));
        crl.close();
        Der arl = Der.of(signer.signCrl(
                        new CrlDraft(
                                key.caId(),
                                CrlScope.AUTHORITIES,
                                algorithm,
                                key.number(),
                                thisUpdate,
                                nextUpdate,
                                RevokedEntries.of(register.authorityEntries(key.caId(), key.number()))),
                        new ByteArrayOutputStream())
                .toByteArray());
        String sha256 = crl.sha256();
        register.signed(key.caId(), key.number(), thisUpdate, nextUpdate, entries.count(), crl.length(), sha256, arl);
        audit.record(AuditEntry.of("crl.signed", key.toString())
                .change(CrlRecord.State.REQUESTED, CrlRecord.State.SIGNED)
                .with("number", key.number())
                .with("entries", entries.count())
                .with("sha256", sha256)
                .with("arlSha256", arl.sha256())
                .build());
        events.publishEvent(new CrlSigned(key, thisUpdate, nextUpdate, entries.count()));
        return find(key).orElseThrow();
    }

    /** Never before the last one's, although the clock may have been set back. */
    private Instant thisUpdate(String caId) {
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        return register.lastUpdate(caId).filter(now::isBefore).orElse(now);
    }

    private ServiceProfile profile(String caId) {
        return profiles.currentOrFirst(KeyGeneration.of(caId).service(), LocalDate.ofInstant(now(), Zones.TOKYO));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<SignedCrl> signedCrl(CrlKey key, CrlRecord found) {
        return found.signed()
                .map(s -> new SignedCrl(key, s.thisUpdate(), s.nextUpdate(), s.entries(), s.crl(), s.arl()));
    }
}
