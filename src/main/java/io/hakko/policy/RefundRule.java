package io.hakko.policy;

import io.hakko.shared.Yen;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refund of a part of the price after revocation (A-REF-01 to A-REF-03, D-10).
 *
 * @param handlingFee taken off the part of the price
 * @param cutOff amounts below are cut off
 * @param least below this the sum of one request is not refunded
 * @param totalMonths months that count as the whole validity, by product (RULES section 4)
 */
public record RefundRule(Yen handlingFee, Yen cutOff, Yen least, Map<String, Integer> totalMonths) {

    private static final int LONGEST_MONTHS = 60;

    public RefundRule {
        Impossible.unless(cutOff.amount() > 0, "a refund cannot be cut off to multiples of nothing");
        totalMonths = Collections.unmodifiableMap(new LinkedHashMap<>(totalMonths));
        totalMonths.forEach((product, months) -> Impossible.within("months of " + product, months, 1, LONGEST_MONTHS));
    }
}
