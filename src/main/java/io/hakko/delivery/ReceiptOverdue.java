package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.time.Instant;

/**
 * A card was not received by its deadline. Published in the running transaction; {@code revocation} answers it by
 * revoking the certificate (A-RCP-02, D-01).
 *
 * @param decisionNeeded the profile wants a person to decide instead of the timer
 */
public record ReceiptOverdue(
        ApplicationNumber application,
        CertificateSerial serial,
        CardNumber card,
        ProfileRef profile,
        boolean decisionNeeded,
        Instant at) {}
