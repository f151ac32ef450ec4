package io.hakko.billing.domain;

import io.hakko.shared.RefusalCode;

/** Why a step of billing is refused. */
public enum BillingRefusal implements RefusalCode {
    RECEIVED_ON_MISSING("receivedOnMissing"),
    RECEIVED_IN_FUTURE("receivedInFuture"),
    RECEIVED_BEFORE_INVOICE("receivedBeforeInvoice"),
    AMOUNT_MISSING("amountMissing"),
    AMOUNT_IMPOSSIBLE("amountImpossible"),
    SURPLUS_NOT_CONFIRMED("surplusNotConfirmed"),
    NOTE_TOO_LONG("noteTooLong"),
    MY_NUMBER("myNumber"),
    PAYMENT_TOO_LATE("paymentTooLate", Kind.CONFLICT),
    DECISION_MISSING("decisionMissing"),
    NOTHING_TO_REVOKE("nothingToRevoke"),
    GRACE_MISSING("graceMissing"),
    GRACE_NOT_LATER("graceNotLater"),
    REASON_MISSING("reasonMissing"),
    REASON_TOO_LONG("reasonTooLong"),
    UNKNOWN_INVOICE("unknownInvoice", Kind.NOT_FOUND);

    private final String name;
    private final Kind kind;

    BillingRefusal(String name) {
        this(name, Kind.INVALID);
    }

    BillingRefusal(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return "billing." + name;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
