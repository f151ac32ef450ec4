package io.hakko.billing.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the card of an application costs: one charge for each application, however many blanks were spoiled.
 *
 * @param order first application of the order (A-DOC-16)
 * @param product code of the product
 * @param unitPrice price frozen at acceptance (D-09)
 * @param issuedOn day of issue in Tokyo; only cards of one day share an invoice (A-PAY-01)
 * @param chargedOn day on which the card was ready
 * @param invoice the invoice it stands on, once there is one
 * @param revocation what became of its certificate while the invoice was unpaid
 */
public record Charge(
        ApplicationNumber application,
        CardNumber card,
        CertificateSerial serial,
        ProfileRef profile,
        ApplicationNumber order,
        String product,
        Yen unitPrice,
        LocalDate issuedOn,
        LocalDate chargedOn,
        Optional<InvoiceNumber> invoice,
        Optional<Revocation> revocation) {

    /** How far a revocation has come. */
    public enum Revocation {
        /** Sought because the invoice is not paid. */
        SOUGHT,
        /** Refused by the second person. */
        REFUSED,
        /** The certificate is revoked, for whatever reason. */
        REVOKED
    }

    public boolean isRevoked() {
        return revocation.filter(state -> state == Revocation.REVOKED).isPresent();
    }
}
