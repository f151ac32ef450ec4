package io.hakko.ca;

import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Order to revoke a certificate, for ever (D-17).
 *
 * @param reasonCode code of the reason in the service profile, e.g. {@code A-RCP-02}
 * @param crlReason reason code on the CRL; empty for unspecified, which is never written (RFC 5280 section 5.3.1)
 * @param explanation why, in the words of whoever decided
 * @param technical the card was spoiled before anybody had it: no letter, no message, no refund
 * @param invalidityDate since when the key is known or suspected to be unsafe (RFC 5280 section 5.3.2)
 */
public record RevokeCertificate(
        CertificateSerial serial,
        String reasonCode,
        Optional<Integer> crlReason,
        String explanation,
        boolean technical,
        Optional<Instant> invalidityDate) {

    /**
     * keyCompromise, cACompromise, affiliationChanged, superseded, cessationOfOperation, privilegeWithdrawn,
     * aACompromise; no certificateHold and no removeFromCRL (D-17).
     */
    private static final Set<Integer> CRL_REASONS = Set.of(1, 2, 3, 4, 5, 9, 10);

    /** A revocation without an invalidity date. */
    public RevokeCertificate(
            CertificateSerial serial,
            String reasonCode,
            Optional<Integer> crlReason,
            String explanation,
            boolean technical) {
        this(serial, reasonCode, crlReason, explanation, technical, Optional.empty());
    }

    public RevokeCertificate {
        if (reasonCode.isBlank()) {
            throw new IllegalArgumentException("a revocation needs a reason");
        }
        if (crlReason.isPresent() && !CRL_REASONS.contains(crlReason.get())) {
            throw new IllegalArgumentException("not a reason a CRL of ours states: " + crlReason.get());
        }
    }
}
