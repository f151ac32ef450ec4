package io.hakko.billing;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import java.time.Instant;
import java.util.List;

/**
 * An invoice is paid, in the running transaction.
 *
 * @param certificates those of its cards; what was sought because of the debt has lost its ground
 */
public record PaymentSettled(InvoiceNumber invoice, List<CertificateSerial> certificates, Instant at) {

    public PaymentSettled {
        certificates = List.copyOf(certificates);
    }
}
