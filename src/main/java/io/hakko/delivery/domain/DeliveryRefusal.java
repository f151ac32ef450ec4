package io.hakko.delivery.domain;

import io.hakko.shared.RefusalCode;

/** Why a step of the delivery is refused. */
public enum DeliveryRefusal implements RefusalCode {
    CARD_NUMBER_MISSING("cardNumberMissing"),
    CARD_NUMBER_INVALID("cardNumberInvalid"),
    CARD_NUMBER_DIFFERS("cardNumberDiffers"),
    NOT_ALL_ENCLOSED("notAllEnclosed"),
    SAME_PACKER("samePacker", Kind.FORBIDDEN),
    NOT_PACKED("notPacked", Kind.CONFLICT),
    POSTED_ON_MISSING("postedOnMissing"),
    POSTED_IN_FUTURE("postedInFuture"),
    POSTED_BEFORE_PACKING("postedBeforePacking"),
    TRACKING_NUMBER_MISSING("trackingNumberMissing"),
    TRACKING_NUMBER_MALFORMED("trackingNumberMalformed"),
    TRACKING_NUMBER_UNUSUAL("trackingNumberUnusual"),
    TRACKING_NUMBERS_EQUAL("trackingNumbersEqual"),
    TRACKING_NUMBER_USED("trackingNumberUsed"),
    POSTED_BEFORE_RETURN("postedBeforeReturn"),
    ARRIVAL_MISSING("arrivalMissing"),
    ARRIVED_ON_MISSING("arrivedOnMissing"),
    ARRIVED_IN_FUTURE("arrivedInFuture"),
    ARRIVED_BEFORE_POSTING("arrivedBeforePosting"),
    SEAL_DIFFERS("sealDiffers"),
    RECEIPT_EXISTS("receiptExists", Kind.CONFLICT),
    PARCEL_MISSING("parcelMissing"),
    PARCEL_NOT_OUT("parcelNotOut"),
    SLIP_MISSING("slipMissing"),
    CHANNEL_MISSING("channelMissing"),
    TEXT_MISSING("textMissing"),
    CAUSE_MISSING("causeMissing"),
    NOTE_MISSING("noteMissing"),
    REPLY_MISSING("replyMissing"),
    TEXT_TOO_LONG("textTooLong"),
    MY_NUMBER("myNumber"),
    DECISION_MISSING("decisionMissing"),
    REASON_MISSING("reasonMissing"),
    REASON_CODE_MISSING("reasonCodeMissing"),
    REASON_CODE_UNKNOWN("reasonCodeUnknown"),
    GRACE_MISSING("graceMissing"),
    GRACE_PAST("gracePast"),
    GRACE_AFTER_EXPIRY("graceAfterExpiry"),
    REVOCATION_ASKED("revocationAsked", Kind.CONFLICT),
    ENDED("ended", Kind.CONFLICT),
    NOT_DISPATCHED("notDispatched", Kind.NOT_FOUND);

    private final String name;
    private final Kind kind;

    DeliveryRefusal(String name) {
        this(name, Kind.INVALID);
    }

    DeliveryRefusal(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return "delivery." + name;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
