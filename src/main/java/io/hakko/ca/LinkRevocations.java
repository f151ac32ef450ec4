package io.hakko.ca;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyLinks;
import io.hakko.ca.domain.RevocationEntry;
import io.hakko.ca.domain.RevokedAuthorities;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Revokes the link certificates of a compromised key, each on CRL and ARL of the key that signed it: those in which another key vouches for
 * it, and those in which it vouches for another. Its self-signed certificate is in no chain that a CRL is asked about; it leaves the
 * trust stores of relying parties (RFC 5280 section 6.1).
 */
@Component
class LinkRevocations {

    private final KeyLinks links;
    private final RevokedAuthorities revoked;
    private final NumberedCrls crls;
    private final CertificateSigner signer;
    private final Profiles profiles;
    private final AuditTrail audit;

    LinkRevocations(
            KeyLinks links,
            RevokedAuthorities revoked,
            NumberedCrls crls,
            CertificateSigner signer,
            Profiles profiles,
            AuditTrail audit) {
        this.links = links;
        this.revoked = revoked;
        this.crls = crls;
        this.signer = signer;
        this.profiles = profiles;
        this.audit = audit;
    }

    /** Revokes them in the caller's transaction; one that is revoked already stays as it is. */
    void revokeOf(String caId, String explanation, Instant now) {
        KeyGeneration key = KeyGeneration.of(caId);
        if (key.number() > 1) {
            links.of(caId).ifPresent(link -> revoke(link, key.previous(), key, explanation, now));
        }
        links.of(key.next().caId()).ifPresent(link -> revoke(link, key, key.next(), explanation, now));
    }

    private void revoke(KeyLink link, KeyGeneration old, KeyGeneration fresh, String explanation, Instant now) {
        revoke(link.newWithOld(), old.caId(), fresh.caId(), explanation, now);
        revoke(link.oldWithNew(), fresh.caId(), old.caId(), explanation, now);
    }

    private void revoke(Der link, String issuer, String subject, String explanation, Instant now) {
        X509Certificate certificate = certificate(link);
        CertificateSerial serial = new CertificateSerial(certificate.getSerialNumber());
        RevocationReason reason = profiles.currentOrFirst(
                        KeyGeneration.of(issuer).service(), LocalDate.ofInstant(now, Zones.TOKYO))
                .revocation()
                .caCompromise();
        CrlKey crl = crls.request(issuer);
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        boolean entered = revoked.enter(
                issuer,
                serial,
                certificate.getNotAfter().toInstant(),
                new RevocationEntry(
                        at,
                        reason.code(),
                        reason.crlReason(),
                        explanation,
                        false,
                        crl.number(),
                        Optional.empty(),
                        signer.encodeRevocation(serial, at, reason.crlReason(), Optional.empty())));
        if (entered) {
            audit.record(AuditEntry.of("authority.linkRevoked", issuer)
                    .reason(explanation)
                    .with("serial", serial.hex())
                    .with("subject", subject)
                    .with("reason", reason.code())
                    .with("crlReason", reason.crlReason().orElse(null))
                    .with("crlNumber", crl.number())
                    .build());
        }
    }

    private static X509Certificate certificate(Der der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.bytes()));
        } catch (CertificateException e) {
            throw new IllegalStateException("a link certificate on record cannot be read", e);
        }
    }
}
