package io.hakko.review.domain;

import io.hakko.shared.RefusalCode;

/** Why a verdict, a correction or a decision is refused. */
public enum ReviewRefusal implements RefusalCode {
    REQUIRED("required"),
    NOT_IN_LIST("notInList"),
    MY_NUMBER("myNumber"),
    // Verdict.
    CHECK_UNANSWERED("checkUnanswered"),
    CHECK_FAILED("checkFailed"),
    CHECK_UNKNOWN("checkUnknown"),
    PAPER_MISSING("paperMissing"),
    PAPER_TOO_OLD("paperTooOld"),
    PAPER_COPIED("paperCopied"),
    PAPER_WRONG("paperWrong"),
    COMPLETE_WITH_FINDINGS("completeWithFindings"),
    DEFICIENT_WITHOUT_FINDING("deficientWithoutFinding"),
    FAILED_CHECK_WITHOUT_FINDING("failedCheckWithoutFinding"),
    FINDING_UNKNOWN("findingUnknown"),
    // Correction.
    MY_NUMBER_NOT_EXCLUDED("myNumberNotExcluded"),
    ARRIVAL_IN_FUTURE("arrivalInFuture"),
    ARRIVAL_BEFORE_NOTICE("arrivalBeforeNotice"),
    ARRIVED_TOO_LATE("arrivedTooLate"),
    NOTHING_RECEIVED("nothingReceived"),
    // Decisions.
    REASON_NEEDED("reasonNeeded"),
    REJECTION_UNKNOWN("rejectionUnknown"),
    EXTENSION_NOT_LATER("extensionNotLater"),
    PRICE_CHANGED("priceChanged", Kind.CONFLICT),
    NOT_REVIEWED("notReviewed", Kind.CONFLICT);

    private final String key;
    private final Kind kind;

    ReviewRefusal(String name) {
        this(name, Kind.INVALID);
    }

    ReviewRefusal(String name, Kind kind) {
        this.key = "review." + name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
