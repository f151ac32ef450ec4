package io.hakko.application;

import io.hakko.application.DeliveryContent.Addressee;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ProfileRef;

/**
 * What the card of an accepted application costs, and who pays for it (A-PAY-01, B-FEE-04).
 *
 * @param order first application of the order; the same for all cards ordered together (A-DOC-16)
 * @param holderName whose card it is
 * @param payer the billing address of the order, else the company at its head office
 * @param price frozen at acceptance (D-09)
 */
public record BillingContent(
        ApplicationNumber application,
        ProfileRef profile,
        ApplicationNumber order,
        String holderName,
        Addressee payer,
        FrozenPrice price) {

    @Override
    public String toString() {
        return "BillingContent[" + application + "]";
    }
}
