package io.hakko.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.shared.Actor;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Laws of what is outstanding. */
class BalancePropertyTest {

    @Property
    void whatIsOutstandingAndWhatIsTooMuchExcludeEachOther(
            @ForAll @LongRange(min = 1, max = 10_000_000) long payable,
            @ForAll @Size(max = 6) List<@LongRange(min = 1, max = 5_000_000) Long> amounts) {
        Balance balance = Balance.of(Yen.of(payable), payments(amounts));

        assertThat(Math.min(balance.outstanding().amount(), balance.surplus().amount()))
                .isZero();
        assertThat(balance.outstanding().amount() - balance.surplus().amount())
                .isEqualTo(payable - balance.paid().amount());
        assertThat(balance.isSettled()).isEqualTo(balance.outstanding().amount() == 0);
    }

    @Property
    void theOrderOfPaymentsDoesNotMatter(
            @ForAll @LongRange(min = 1, max = 10_000_000) long payable,
            @ForAll @Size(max = 6) List<@LongRange(min = 1, max = 5_000_000) Long> amounts,
            @ForAll long seed) {
        List<Long> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Balance.of(Yen.of(payable), payments(shuffled)))
                .isEqualTo(Balance.of(Yen.of(payable), payments(amounts)));
    }

    @Property
    void aFurtherPaymentNeverMakesMoreOutstanding(
            @ForAll @LongRange(min = 1, max = 10_000_000) long payable,
            @ForAll @LongRange(min = 0, max = 10_000_000) long paid,
            @ForAll @LongRange(min = 1, max = 10_000_000) long more) {
        Balance before = new Balance(Yen.of(payable), Yen.of(paid));

        assertThat(before.plus(Yen.of(more)).outstanding()).isLessThanOrEqualTo(before.outstanding());
    }

    private static List<Payment> payments(List<Long> amounts) {
        return amounts.stream()
                .map(amount -> new Payment(
                        InvoiceNumber.of(2026, 1),
                        LocalDate.of(2026, 12, 1),
                        Yen.of(amount),
                        "",
                        new Actor("accounting"),
                        Instant.parse("2026-12-01T01:00:00Z")))
                .toList();
    }
}
