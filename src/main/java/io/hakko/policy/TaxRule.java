package io.hakko.policy;

import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.util.List;

/**
 * Consumption tax on the prices of a service; fractions of a yen are cut off, once per invoice and rate (D-11,
 * B-FEE-06).
 *
 * @param prices whether the prices contain the tax
 * @param rates rates with the days from which they apply, oldest first
 */
public record TaxRule(Inclusion prices, List<Rate> rates) {

    private static final int WHOLE = 100;

    /** Whether prices contain the tax. */
    public enum Inclusion {
        /** 税込. */
        INCLUSIVE,
        /** 税別. */
        EXCLUSIVE
    }

    /** A rate in whole per cent and its first day. */
    public record Rate(int percent, LocalDate from) {
        public Rate {
            Impossible.within("tax rate in per cent", percent, 0, WHOLE);
        }
    }

    public TaxRule {
        rates = Impossible.some("tax rates", rates);
        for (int i = 1; i < rates.size(); i++) {
            Impossible.unless(
                    rates.get(i).from().isAfter(rates.get(i - 1).from()),
                    "tax rates are not in the order of their days: %s",
                    rates);
        }
    }

    /** The rate on a day, in per cent. */
    public int percentOn(LocalDate day) {
        return rates.stream()
                .filter(rate -> !rate.from().isAfter(day))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("no tax rate is known for " + day))
                .percent();
    }

    /** The tax within (inclusive prices) or on top of (exclusive prices) the total of one invoice and rate. */
    public Yen taxOf(Yen total, LocalDate day) {
        int percent = percentOn(day);
        int parts = prices == Inclusion.INCLUSIVE ? WHOLE + percent : WHOLE;
        return Yen.of(Math.multiplyExact(total.amount(), percent) / parts);
    }

    /** What is to be paid for the total of one invoice and rate. */
    public Yen payable(Yen total, LocalDate day) {
        return prices == Inclusion.INCLUSIVE ? total : total.plus(taxOf(total, day));
    }
}
