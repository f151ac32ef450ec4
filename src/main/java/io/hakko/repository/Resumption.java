package io.hakko.repository;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.audit.AuditVerification;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.RevokeCertificate;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.RepositoryRefusal;
import io.hakko.repository.domain.SeenCrl;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Refusal;
import io.hakko.workflow.StaffAccounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes on publishing after a backup was restored that is older than the last CRL: numbers continue above the one relying
 * parties have seen, and what that CRL shows stays revoked, although the database has forgotten both (ADR 45).
 */
@Service
public class Resumption {

    /** Not a reason of a profile: what the profile's reason was, went with the newer data. */
    private static final String REASON_CODE = "restored";

    private final Authorities authorities;
    private final Certificates certificates;
    private final Crls crls;
    private final PublicationStore store;
    private final StaffAccounts accounts;
    private final AuditRecords records;
    private final AuditTrail audit;

    Resumption(
            Authorities authorities,
            Certificates certificates,
            Crls crls,
            PublicationStore store,
            StaffAccounts accounts,
            AuditRecords records,
            AuditTrail audit) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.crls = crls;
        this.store = store;
        this.accounts = accounts;
        this.records = records;
        this.audit = audit;
    }

    /**
     * Resumes. The service must not run meanwhile.
     *
     * @throws Refusal when the people or the CRL are not fit for it, when no number was lost, when the audit trail is broken,
     *     or when a revoked certificate would silently leave the CRL
     */
    @Transactional
    public ResumedRepository resume(ResumeRepository order) {
        requirePeople(order);
        Authority authority = authorities
                .find(order.caId())
                .orElseThrow(() -> Refusal.at("/service", RepositoryRefusal.UNKNOWN_AUTHORITY, order.caId()));
        SeenCrl seen = SeenCrl.read(order.crl(), authority.certificate())
                .orElseThrow(() -> Refusal.at("/crl", RepositoryRefusal.NOT_ITS_CRL, order.caId()));
        long trail = soundTrail();

        try (var scope = AuditScope.open(order.by())) {
            store.lock(order.caId());
            long known = store.lastNumber(order.caId());
            if (seen.number() <= known) {
                throw Refusal.at("/crl", RepositoryRefusal.NOTHING_LOST, known, seen.number());
            }
            CrlKey next = crls.resumeAbove(order.caId(), seen.number());
            store.seen(order.caId(), seen.number());
            List<IssuedCertificate> revokedAgain = revokeAgain(seen, order);
            audit.record(AuditEntry.of("repository.resumed", order.caId())
                    .reason(order.reason())
                    .change(known, seen.number())
                    .with("with", order.with().id())
                    .with("crlSha256", order.crl().sha256())
                    .with("next", next.number())
                    .with("revokedAgain", serials(revokedAgain))
                    .with(
                            "without",
                            order.without().stream()
                                    .map(CertificateSerial::hex)
                                    .sorted()
                                    .collect(Collectors.joining(" ")))
                    .with("trailContinuesAfter", trail)
                    .build());
            return new ResumedRepository(seen.number(), next, revokedAgain, trail);
        }
    }

    private void requirePeople(ResumeRepository order) {
        if (order.reason().isBlank()) {
            throw Refusal.at("/reason", RepositoryRefusal.REASON_MISSING);
        }
        if (order.by().equals(order.with())) {
            throw Refusal.at("/with", RepositoryRefusal.SAME_PERSON);
        }
        requireAccount("/by", order.by());
        requireAccount("/with", order.with());
    }

    private void requireAccount(String pointer, Actor person) {
        if (!accounts.exists(person.id())) {
            throw Refusal.at(pointer, RepositoryRefusal.UNKNOWN_PERSON, person.id());
        }
    }

    private long soundTrail() {
        AuditVerification found = records.verify();
        found.broken().ifPresent(broken -> {
            throw new Refusal(RepositoryRefusal.TRAIL_BROKEN, broken.sequence());
        });
        return found.entries();
    }

    private List<IssuedCertificate> revokeAgain(SeenCrl seen, ResumeRepository order) {
        List<IssuedCertificate> revoked = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (SeenCrl.Shown shown : seen.revoked()) {
            Optional<IssuedCertificate> certificate = certificates.ofSerial(shown.serial());
            if (certificate.isEmpty()) {
                if (!order.without().contains(shown.serial())) {
                    unknown.add(shown.serial().hex());
                }
            } else if (certificate.get().state() != IssuedCertificate.State.REVOKED) {
                certificates.revoke(new RevokeCertificate(
                        shown.serial(),
                        REASON_CODE,
                        shown.reason(),
                        "失効リスト%d番による".formatted(seen.number()),
                        false,
                        shown.invalidityDate()));
                revoked.add(certificate.get());
            }
        }
        if (!unknown.isEmpty()) {
            throw Refusal.at("/crl", RepositoryRefusal.WOULD_LOSE, String.join(", ", unknown));
        }
        return revoked;
    }

    private static String serials(List<IssuedCertificate> certificates) {
        return certificates.stream()
                .map(certificate -> certificate.serial().hex())
                .collect(Collectors.joining(" "));
    }
}
