package io.hakko.ca;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate that was signed.
 *
 * @param caId authority that signed it, the id of the service profile
 * @param der the certificate
 * @param revocation empty as long as it is not revoked
 */
public record IssuedCertificate(
        CertificateSerial serial,
        String caId,
        ApplicationNumber application,
        CardNumber card,
        ProfileRef profile,
        String product,
        Instant notBefore,
        Instant notAfter,
        Der der,
        State state,
        Optional<Revocation> revocation) {

    /** Revoked is final (D-17). */
    public enum State {
        ISSUED,
        REVOKED
    }

    /**
     * Why and when it was revoked.
     *
     * @param reason code of the reason in the service profile
     * @param crlReason reason on the CRL (RFC 5280 section 5.3.1), empty when it is not stated there
     * @param technical revoked because the card was spoiled before anybody had it
     */
    public record Revocation(Instant at, String reason, Optional<Integer> crlReason, boolean technical) {}

    public boolean isRevoked() {
        return state == State.REVOKED;
    }

    /** Neither revoked nor expired. */
    public boolean isValidAt(Instant at) {
        return !isRevoked() && notAfter.isAfter(at);
    }
}
