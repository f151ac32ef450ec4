package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.CompromiseRegister;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@link CompromisedAuthorities} by rows that the issuance journal asks before each signature. */
@Service
class DeclaredCompromises implements CompromisedAuthorities {

    private final CompromiseRegister register;
    private final Authorities authorities;
    private final LinkRevocations links;
    private final AuditTrail audit;
    private final Clock clock;

    DeclaredCompromises(
            CompromiseRegister register,
            Authorities authorities,
            LinkRevocations links,
            AuditTrail audit,
            Clock clock) {
        this.register = register;
        this.authorities = authorities;
        this.links = links;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void declare(String caId, String explanation) {
        if (authorities.find(caId).isEmpty()) {
            throw new Refusal(CaRefusal.UNKNOWN_AUTHORITY, caId);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (register.enter(caId, now, explanation)) {
            audit.record(AuditEntry.of("authority.compromised", caId)
                    .reason(explanation)
                    .change("IN_SERVICE", "COMPROMISED")
                    .build());
            links.revokeOf(caId, explanation, now);
        }
    }

    @Override
    @Transactional
    public boolean isDeclared(String caId) {
        return authorities.find(caId).isPresent() && register.isEntered(caId);
    }

    @Override
    @Transactional(readOnly = true)
    public List<CertificateSerial> live(String caId, Optional<CertificateSerial> after, int most) {
        return register.live(caId, after, clock.instant(), most);
    }

    @Override
    @Transactional(readOnly = true)
    public long countLive(String caId) {
        return register.countLive(caId, clock.instant());
    }
}
