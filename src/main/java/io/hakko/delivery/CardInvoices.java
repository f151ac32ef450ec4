package io.hakko.delivery;

import io.hakko.notice.LetterId;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.Optional;

/** What a ready card costs, and the invoice that travels with it; implemented by the module that writes invoices. */
public interface CardInvoices {

    /**
     * A card is ready to be packed, in the running transaction: it is charged, once for each application.
     *
     * @return the invoice to enclose (A-PAY-01); empty when none goes with this card
     */
    Optional<LetterId> cardReady(ReadyCard card);

    /**
     * A card that passed inspection.
     *
     * @param issuedOn day of issue in Tokyo
     * @param takesInvoice whether the service encloses invoices with such a card (A-DLV-03)
     */
    record ReadyCard(
            ApplicationNumber application,
            CertificateSerial serial,
            CardNumber card,
            ProfileRef profile,
            LocalDate issuedOn,
            boolean takesInvoice) {}
}
