package io.hakko.billing.domain;

import io.hakko.shared.Yen;
import java.util.List;

/** What was to be paid and what was: partial payments add up, what is too much is a surplus (過入金). */
public record Balance(Yen payable, Yen paid) {

    public static Balance of(Yen payable, List<Payment> payments) {
        return new Balance(payable, payments.stream().map(Payment::amount).reduce(Yen.of(0), Yen::plus));
    }

    public Balance plus(Yen amount) {
        return new Balance(payable, paid.plus(amount));
    }

    /** What is missing; nothing when enough was paid. */
    public Yen outstanding() {
        return Yen.of(Math.max(0, payable.amount() - paid.amount()));
    }

    /** What was paid too much. */
    public Yen surplus() {
        return Yen.of(Math.max(0, paid.amount() - payable.amount()));
    }

    public boolean isSettled() {
        return paid.compareTo(payable) >= 0;
    }
}
