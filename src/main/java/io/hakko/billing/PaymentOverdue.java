package io.hakko.billing;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.List;

/**
 * An invoice was not paid, and its certificates are to be revoked (A-PAY-03, B-RVK-15). Published in the running
 * transaction.
 *
 * @param certificates those that are still valid; at least one
 * @param decidedByTimer the service profile lets the deadline revoke by itself; else a manager decided, and a second
 *     person has to approve (D-16)
 * @param reason the manager's; empty when the deadline revokes
 */
public record PaymentOverdue(
        InvoiceNumber invoice,
        List<CertificateSerial> certificates,
        ProfileRef profile,
        boolean decidedByTimer,
        String reason,
        Instant at) {

    public PaymentOverdue {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("nothing to revoke");
        }
    }
}
