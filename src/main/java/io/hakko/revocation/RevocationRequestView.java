package io.hakko.revocation;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A revocation request as staff see it.
 *
 * @param state {@code REQUESTED EXAMINED APPROVED REFUSED WITHDRAWN REVOKED NOTIFIED OVERTAKEN}
 * @param crlReason reason on the CRL, empty when it is not stated there
 * @param invalidityDate since when the key is believed to be unsafe, where that is known
 */
public record RevocationRequestView(
        RevocationRequestNumber number,
        CertificateSerial serial,
        ApplicationNumber application,
        CardNumber card,
        String serviceName,
        String holderName,
        String companyName,
        String originLabel,
        String reasonCode,
        String reasonLabel,
        Optional<Integer> crlReason,
        Optional<Instant> invalidityDate,
        String explanation,
        Actor proposedBy,
        Instant proposedAt,
        String state,
        Optional<Instant> revokedAt) {

    @Override
    public String toString() {
        return "RevocationRequestView[" + number + "]";
    }
}
