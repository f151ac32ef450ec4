package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.CertificateComposer;
import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificateJournal;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CompromiseRegister;
import io.hakko.ca.domain.IssuanceRequest;
import io.hakko.ca.domain.JournalEntry;
import io.hakko.ca.domain.JournalEntry.State;
import io.hakko.ca.domain.KnownKeys;
import io.hakko.ca.domain.RefusedOrders;
import io.hakko.ca.domain.RevocationEntry;
import io.hakko.ca.domain.SerialNumbers;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.policy.ServiceProfile;
import io.hakko.policy.Validity;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Certificates by way of the journal: first the intention is committed, then the key signs, then it is recorded. */
@Service
class JournaledCertificates implements Certificates {

    private final CertificateJournal journal;
    private final RefusedOrders refusedOrders;
    private final KnownKeys knownKeys;
    private final CertificateSigner signer;
    private final CompromiseRegister compromises;
    private final SerialNumbers serials;
    private final NumberedCrls crls;
    private final Authorities authorities;
    private final Profiles profiles;
    private final IssuanceRules rules;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    JournaledCertificates(
            CertificateJournal journal,
            RefusedOrders refusedOrders,
            KnownKeys knownKeys,
            CertificateSigner signer,
            CompromiseRegister compromises,
            SerialNumbers serials,
            NumberedCrls crls,
            Authorities authorities,
            Profiles profiles,
            IssuanceRules rules,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.journal = journal;
        this.refusedOrders = refusedOrders;
        this.knownKeys = knownKeys;
        this.signer = signer;
        this.compromises = compromises;
        this.serials = serials;
        this.crls = crls;
        this.authorities = authorities;
        this.profiles = profiles;
        this.rules = rules;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    @Transactional(propagation = Propagation.NEVER)
    public IssuedCertificate issue(IssueCertificate command) {
        JournalEntry entry = prepareOnce(command);
        if (entry.certificate().isPresent()) {
            return issued(entry);
        }
        Der certificate = signer.sign(entry.caId(), entry.toBeSigned());
        return inTransaction(() -> record(entry, certificate));
    }

    @Override
    public Optional<IssuedCertificate> ofCard(CardNumber card) {
        return journal.ofCard(card).filter(JournaledCertificates::isSigned).map(JournaledCertificates::issued);
    }

    @Override
    public Optional<IssuedCertificate> ofSerial(CertificateSerial serial) {
        return journal.ofSerial(serial).filter(JournaledCertificates::isSigned).map(JournaledCertificates::issued);
    }

    @Override
    public List<IssuedCertificate> ofApplication(ApplicationNumber application) {
        return journal.ofApplication(application).stream()
                .filter(JournaledCertificates::isSigned)
                .map(JournaledCertificates::issued)
                .toList();
    }

    @Override
    public int validCertificatesOf(String profileId, String companyKey, Instant at) {
        return journal.countValid(profileId, companyKey, at);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoke(RevokeCertificate command) {
        JournalEntry entry = journal.ofSerial(command.serial())
                .filter(JournaledCertificates::isSigned)
                .orElseThrow(() -> new Refusal(
                        CaRefusal.UNKNOWN_CERTIFICATE, command.serial().hex()));
        if (!revokeOnce(entry, command)) {
            throw new Refusal(CaRefusal.ALREADY_REVOKED, command.serial().hex());
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void revokeSpoiled(CardNumber card, String explanation) {
        journal.ofCard(card).ifPresent(entry -> {
            RevocationReason reason = profiles.get(entry.profile()).revocation().cardSpoiled();
            revokeOnce(
                    entry, new RevokeCertificate(entry.serial(), reason.code(), reason.crlReason(), explanation, true));
        });
    }

    /** Two nodes may prepare for the same application at once; the second waits and then finds the first one's row. */
    private JournalEntry prepareOnce(IssueCertificate command) {
        try {
            return inTransaction(() -> prepare(command));
        } catch (Refusal refused) {
            inTransaction(() -> recordRefused(command, refused));
            throw refused;
        }
    }

    /** Nothing came of the order; the trail tells it, once for each reason, by codes and without what the order says. */
    private boolean recordRefused(IssueCertificate command, Refusal refused) {
        String publicKey = command.publicKey().der().sha256();
        String codes = refused.violations().stream()
                .map(violation -> violation.pointer() + " " + violation.code().key())
                .map(String::strip)
                .distinct()
                .collect(Collectors.joining(", "));
        boolean first = refusedOrders.enter(command.application(), command.card(), publicKey, codes, now());
        if (first) {
            audit.record(
                    AuditEntry.of("certificate.refused", command.application().value())
                            .reason(codes)
                            .with("cardNumber", command.card().value())
                            .with("profile", command.profile())
                            .with("product", command.product())
                            .with("publicKeySha256", publicKey)
                            .build());
        }
        return first;
    }

    private JournalEntry prepare(IssueCertificate command) {
        String publicKey = command.publicKey().der().sha256();
        Optional<Authority> authority = authorities.current(command.profile().id());
        CertificateJournal.Standing standing =
                journal.takeTurn(command.application(), command.card(), publicKey, authority.map(Authority::id));
        if (standing.ofCard().isPresent()) {
            JournalEntry same = sameOrder(standing.ofCard().get(), command, publicKey);
            if (!isSigned(same)) {
                requireTrusted(same.caId());
            }
            return same;
        }
        if (knownKeys.contains(command.publicKey().der())) {
            throw Refusal.at("/publicKey", CaRefusal.KEY_KNOWN);
        }
        if (standing.keyKnown()) {
            throw Refusal.at("/publicKey", CaRefusal.KEY_REPEATED);
        }
        if (standing.live()) {
            throw new Refusal(
                    CaRefusal.LIVE_CERTIFICATE_EXISTS, command.application().value());
        }
        JournalEntry entry = compose(command, publicKey, standing);
        journal.prepare(entry, now());
        audit.record(AuditEntry.of("certificate.signing", entry.application().value())
                .change("", State.PREPARED)
                .with("serial", entry.serial().hex())
                .with("cardNumber", entry.card().value())
                .with("profile", entry.profile())
                .with("product", entry.product())
                .with("toBeSignedSha256", entry.toBeSigned().sha256())
                .build());
        return entry;
    }

    private static JournalEntry sameOrder(JournalEntry known, IssueCertificate command, String publicKey) {
        boolean same = known.application().equals(command.application())
                && known.publicKeySha256().equals(publicKey);
        if (!same || (known.state() == State.REVOKED && !isSigned(known))) {
            throw new Refusal(CaRefusal.CARD_TAKEN, command.card().value());
        }
        return known;
    }

    private JournalEntry compose(IssueCertificate command, String publicKey, CertificateJournal.Standing standing) {
        ServiceProfile profile = profiles.get(command.profile());
        Authority authority = current(profile.ref().id());
        if (standing.compromised()) {
            throw new Refusal(CaRefusal.AUTHORITY_COMPROMISED, authority.id());
        }
        Validity validity = profile.validity(command.product(), now());
        CertificateDraft draft = CertificateComposer.compose(new IssuanceRequest(
                serials.next(),
                command.application(),
                validity.notBefore().atZone(Zones.TOKYO),
                validity.notAfter().atZone(Zones.TOKYO),
                rules.items(command.subject(), profile),
                command.publicKey().der(),
                rules.of(profile, authority.id(), command.subject().companyKind()),
                authority.notBefore(),
                authority.notAfter()));
        return new JournalEntry(
                draft.serial(),
                authority.id(),
                State.PREPARED,
                command.application(),
                command.card(),
                command.profile(),
                command.product(),
                command.companyKey(),
                publicKey,
                draft.notBefore(),
                draft.notAfter(),
                signer.encode(draft),
                Optional.empty(),
                Optional.empty());
    }

    private IssuedCertificate record(JournalEntry prepared, Der certificate) {
        Instant now = now();
        if (journal.issued(prepared, certificate, now)) {
            tellSigned(prepared, certificate, now);
            return issued(prepared.issued(certificate));
        }
        JournalEntry entry = journal.lock(prepared.serial()).orElseThrow();
        if (entry.state() == State.PREPARED) {
            requireTrusted(entry.caId());
        }
        if (!isSigned(entry)) {
            throw new Refusal(CaRefusal.CARD_TAKEN, entry.card().value());
        }
        // Another node was faster; the signatures are the same. Read anew, for a revocation that came meanwhile.
        return issued(journal.ofSerial(entry.serial()).orElseThrow());
    }

    private void tellSigned(JournalEntry entry, Der certificate, Instant now) {
        audit.record(AuditEntry.of("certificate.issued", entry.application().value())
                .change(State.PREPARED, State.ISSUED)
                .with("serial", entry.serial().hex())
                .with("cardNumber", entry.card().value())
                .with("notBefore", local(entry.notBefore()))
                .with("notAfter", local(entry.notAfter()))
                .with("sha256", certificate.sha256())
                .build());
        events.publishEvent(new CertificateIssued(
                entry.serial(),
                entry.application(),
                entry.card(),
                entry.profile(),
                entry.notBefore(),
                entry.notAfter(),
                now));
    }

    /** The authority's row is locked first, so that the CRL this revocation joins is not signed meanwhile. */
    private boolean revokeOnce(JournalEntry found, RevokeCertificate command) {
        crls.lock(found.caId());
        JournalEntry entry = journal.lock(found.serial()).orElseThrow();
        if (entry.state() == State.REVOKED) {
            return false;
        }
        CrlKey crl = crls.request(found.caId());
        Instant now = now().truncatedTo(ChronoUnit.SECONDS);
        journal.revoked(
                entry.serial(),
                new RevocationEntry(
                        now,
                        command.reasonCode(),
                        command.crlReason(),
                        command.explanation(),
                        command.technical(),
                        crl.number(),
                        command.invalidityDate(),
                        signer.encodeRevocation(entry.serial(), now, command.crlReason(), command.invalidityDate())));
        audit.record(AuditEntry.of("certificate.revoked", entry.application().value())
                .reason(command.explanation())
                .change(entry.state(), State.REVOKED)
                .with("serial", entry.serial().hex())
                .with("reason", command.reasonCode())
                .with("crlReason", command.crlReason().orElse(null))
                .with(
                        "invalidityDate",
                        command.invalidityDate()
                                .map(JournaledCertificates::local)
                                .orElse(null))
                .with("technical", command.technical())
                .with("cardNumber", entry.card().value())
                .with("crlNumber", crl.number())
                .build());
        events.publishEvent(new CertificateRevoked(
                entry.serial(), entry.application(), entry.card(), command.reasonCode(), command.technical(), now));
        return true;
    }

    /** A compromise waits for this transaction, so that it finds every certificate that is recorded (B-RVK-04 (5)). */
    private void requireTrusted(String caId) {
        if (compromises.isEntered(caId)) {
            throw new Refusal(CaRefusal.AUTHORITY_COMPROMISED, caId);
        }
    }

    private Authority current(String service) {
        return authorities.current(service).orElseThrow(() -> new Refusal(CaRefusal.UNKNOWN_AUTHORITY, service));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction of the authority had no result");
        }
        return result;
    }

    private static boolean isSigned(JournalEntry entry) {
        return entry.certificate().isPresent();
    }

    private static IssuedCertificate issued(JournalEntry entry) {
        return new IssuedCertificate(
                entry.serial(),
                entry.caId(),
                entry.application(),
                entry.card(),
                entry.profile(),
                entry.product(),
                entry.notBefore(),
                entry.notAfter(),
                entry.certificate().orElseThrow(),
                entry.state() == State.REVOKED ? IssuedCertificate.State.REVOKED : IssuedCertificate.State.ISSUED,
                entry.revocation()
                        .map(r -> new IssuedCertificate.Revocation(r.at(), r.reason(), r.crlReason(), r.technical())));
    }

    private static String local(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(Zones.TOKYO).toOffsetDateTime());
    }
}
