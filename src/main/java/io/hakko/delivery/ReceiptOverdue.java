package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.time.Instant;

/**
 * A card was not received by its deadline, and the service leaves the consequence to the timer. Published in the running
 * transaction; {@code revocation} answers it by revoking the certificate (A-RCP-02, D-01).
 */
public record ReceiptOverdue(
        ApplicationNumber application, CertificateSerial serial, CardNumber card, ProfileRef profile, Instant at) {}
