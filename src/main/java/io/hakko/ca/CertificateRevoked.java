package io.hakko.ca;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;

/**
 * A certificate was revoked, in the running transaction.
 *
 * @param reason code of the reason in the service profile
 * @param technical the card was spoiled before anybody had it; nobody is told
 */
public record CertificateRevoked(
        CertificateSerial serial,
        ApplicationNumber application,
        CardNumber card,
        String reason,
        boolean technical,
        Instant at) {}
