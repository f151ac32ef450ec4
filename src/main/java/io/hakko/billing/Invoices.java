package io.hakko.billing;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import java.util.Optional;

/** 請求書. */
public interface Invoices {

    /**
     * What is known of an invoice.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND
     */
    InvoiceView of(InvoiceNumber number);

    /** The invoice on which the card of an application stands; empty until there is one. */
    Optional<InvoiceView> ofApplication(ApplicationNumber application);
}
