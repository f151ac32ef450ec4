package io.hakko.billing;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.util.List;

/** An invoice was written, in the running transaction. */
public record InvoiceIssued(InvoiceNumber invoice, List<ApplicationNumber> applications, Yen payable, Instant at) {

    public InvoiceIssued {
        applications = List.copyOf(applications);
    }
}
