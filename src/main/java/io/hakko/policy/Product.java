package io.hakko.policy;

/**
 * What is sold: a card whose certificate is valid for so long (A-FEE-01).
 *
 * @param code stable code, {@code 1y30d}
 * @param label Japanese name
 * @param validity how long it is valid
 */
public record Product(String code, String label, ValidityRule validity) {

    public Product {
        Impossible.matching("product code", code, "[0-9a-z]{2,12}");
        Impossible.text("label of product " + code, label);
    }
}
