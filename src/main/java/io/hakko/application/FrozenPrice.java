package io.hakko.application;

import io.hakko.shared.Yen;
import java.time.LocalDate;

/**
 * The price of the card, frozen at acceptance (D-09, AMB-10).
 *
 * @param product code of the product
 * @param purchaseCount cards ordered together plus valid cards held by the company (A-FEE-04)
 * @param unitPrice price of this card in that tier, tax as the profile says
 * @param acceptedOn day of acceptance
 */
public record FrozenPrice(String product, int purchaseCount, Yen unitPrice, LocalDate acceptedOn) {

    public FrozenPrice {
        if (purchaseCount < 1) {
            throw new IllegalArgumentException("at least this card is bought");
        }
    }
}
