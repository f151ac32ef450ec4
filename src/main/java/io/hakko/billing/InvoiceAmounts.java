package io.hakko.billing;

import io.hakko.policy.TaxRule;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.List;

/**
 * The amounts of an invoice. All its cards are of one service and one day, so that there is one rate and one rounding
 * (D-11, B-FEE-06).
 *
 * @param total sum of the unit prices
 * @param tax tax within or on top of the total
 * @param payable what is to be paid
 */
record InvoiceAmounts(Yen total, int taxPercent, Yen tax, Yen payable) {

    /** Adds up the prices of cards that were issued on that day. */
    static InvoiceAmounts of(List<Yen> unitPrices, TaxRule rule, LocalDate issuedOn) {
        Yen total = unitPrices.stream().reduce(Yen.of(0), Yen::plus);
        return new InvoiceAmounts(
                total, rule.percentOn(issuedOn), rule.taxOf(total, issuedOn), rule.payable(total, issuedOn));
    }
}
