package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;

/**
 * A manager asks for the revocation of a certificate whose card is not in use. Published in the running transaction;
 * {@code revocation} answers it by a request that a second person decides about (D-16), and tells a refusal to
 * {@link Receipts#revocationRefused}.
 *
 * @param reasonCode one of the operator's reasons of the profile
 * @param explanation why; never empty
 */
public record RevocationAsked(
        ApplicationNumber application,
        CertificateSerial serial,
        CardNumber card,
        String reasonCode,
        String explanation,
        Actor manager,
        Instant at) {

    @Override
    public String toString() {
        return "RevocationAsked[" + application + ", " + reasonCode + "]";
    }
}
