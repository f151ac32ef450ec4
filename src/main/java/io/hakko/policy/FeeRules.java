package io.hakko.policy;

import io.hakko.shared.Yen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices and fees of a service.
 *
 * @param perCard price of one card by product: the first for a purchase count of 1, the last for its own count and all
 *     above (A-FEE-03)
 * @param tax tax in or on all prices and fees
 * @param reader price of a card reader, where the service sells them (A-RDR-02)
 * @param disclosure fee of a disclosure (A-DSC-05)
 * @param refund refund after revocation, where the service grants one (D-10)
 */
public record FeeRules(
        Map<String, List<Yen>> perCard,
        TaxRule tax,
        Optional<Yen> reader,
        Yen disclosure,
        Optional<RefundRule> refund) {

    public FeeRules {
        Map<String, List<Yen>> copy = new LinkedHashMap<>();
        perCard.forEach((product, prices) -> copy.put(product, falling(product, prices)));
        perCard = Collections.unmodifiableMap(copy);
    }

    private static List<Yen> falling(String product, List<Yen> prices) {
        List<Yen> tiers = Impossible.some("prices of " + product, prices);
        for (int i = 0; i < tiers.size(); i++) {
            Impossible.unless(tiers.get(i).amount() > 0, "price %d of %s is nothing", i + 1, product);
            Impossible.unless(
                    i == 0 || tiers.get(i).compareTo(tiers.get(i - 1)) <= 0,
                    "price %d of %s is higher than that of fewer cards",
                    i + 1,
                    product);
        }
        return tiers;
    }

    /** Price of one card (A-FEE-03, A-FEE-04). */
    Yen price(String product, int purchaseCount) {
        Impossible.unless(purchaseCount >= 1, "a purchase count of %d", purchaseCount);
        List<Yen> tiers = perCard.getOrDefault(product, List.of());
        return tiers.get(Math.min(purchaseCount, tiers.size()) - 1);
    }

    void checkProducts(List<Product> products) {
        List<String> codes = products.stream().map(Product::code).toList();
        Impossible.same("the price table", perCard.keySet(), codes);
        refund.ifPresent(rule -> Impossible.same(
                "the refund rule", new ArrayList<>(rule.totalMonths().keySet()), codes));
    }
}
