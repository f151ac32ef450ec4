package io.hakko.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.TaxRule;
import io.hakko.policy.TaxRule.Inclusion;
import io.hakko.policy.TaxRule.Rate;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Totals and tax: once per invoice and rate, rounded down (D-11, B-FEE-06). */
class InvoiceAmountsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final List<Rate> RATES =
            List.of(new Rate(8, LocalDate.of(2014, 4, 1)), new Rate(10, LocalDate.of(2019, 10, 1)));
    private static final TaxRule INCLUSIVE = new TaxRule(Inclusion.INCLUSIVE, RATES);
    private static final TaxRule EXCLUSIVE = new TaxRule(Inclusion.EXCLUSIVE, RATES);

    /** A-FEE-05: two cards of five years. */
    @Example
    void containsTheTaxOfInclusivePrices() {
        InvoiceAmounts amounts = amounts(INCLUSIVE, 63_250, 63_250);

        assertThat(amounts).isEqualTo(new InvoiceAmounts(Yen.of(126_500), 10, Yen.of(11_500), Yen.of(126_500)));
    }

    /** A-FEE-06: two cards of three years and 30 days in the fourth tier. */
    @Example
    void addsUpTheSecondWorkedExample() {
        assertThat(amounts(INCLUSIVE, 37_950, 37_950).payable()).isEqualTo(Yen.of(75_900));
    }

    /** B-FEE-07: 12,100 / 22,000 / 33,000 / 44,000. */
    @Example
    void addsTheTaxToExclusivePrices() {
        assertThat(amounts(EXCLUSIVE, 11_000).payable()).isEqualTo(Yen.of(12_100));
        assertThat(amounts(EXCLUSIVE, 20_000).payable()).isEqualTo(Yen.of(22_000));
        assertThat(amounts(EXCLUSIVE, 30_000).payable()).isEqualTo(Yen.of(33_000));
        assertThat(amounts(EXCLUSIVE, 40_000).payable()).isEqualTo(Yen.of(44_000));
    }

    /** Three times 9.9 yen of tax are 29 yen, not three times 9. */
    @Example
    void roundsOnceForAllCards() {
        assertThat(amounts(EXCLUSIVE, 99, 99, 99).tax()).isEqualTo(Yen.of(29));
        assertThat(amounts(INCLUSIVE, 105, 105, 105).tax()).isEqualTo(Yen.of(28));
    }

    @Example
    void takesTheRateOfTheDayOfIssue() {
        InvoiceAmounts amounts = InvoiceAmounts.of(List.of(Yen.of(10_000)), EXCLUSIVE, LocalDate.of(2019, 9, 30));

        assertThat(amounts.taxPercent()).isEqualTo(8);
        assertThat(amounts.payable()).isEqualTo(Yen.of(10_800));
    }

    @Property
    void oneRoundingNeverTakesLessTaxThanOneForEachCard(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 100_000) Long> prices) {
        for (TaxRule rule : List.of(INCLUSIVE, EXCLUSIVE)) {
            long together = amounts(rule, prices).tax().amount();
            long apart = prices.stream()
                    .mapToLong(price -> amounts(rule, List.of(price)).tax().amount())
                    .sum();

            assertThat(together).isBetween(apart, apart + prices.size() - 1);
        }
    }

    @Property
    void theTaxIsTheLargestThatFits(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 100_000) Long> prices) {
        InvoiceAmounts within = amounts(INCLUSIVE, prices);
        InvoiceAmounts onTop = amounts(EXCLUSIVE, prices);

        assertThat(within.payable()).isEqualTo(within.total());
        assertThat(within.tax().amount() * 11)
                .isBetween(within.total().amount() - 10, within.total().amount());
        assertThat(onTop.payable()).isEqualTo(onTop.total().plus(onTop.tax()));
        assertThat(onTop.tax().amount() * 10)
                .isBetween(onTop.total().amount() - 9, onTop.total().amount());
    }

    private static InvoiceAmounts amounts(TaxRule rule, long... prices) {
        return amounts(rule, java.util.Arrays.stream(prices).boxed().toList());
    }

    private static InvoiceAmounts amounts(TaxRule rule, List<Long> prices) {
        return InvoiceAmounts.of(prices.stream().map(Yen::of).toList(), rule, DAY);
    }
}
