package io.hakko.revocation.domain;

import io.hakko.shared.RefusalCode;

/** Why a step of a revocation is refused. */
public enum RevocationRefusal implements RefusalCode {
    CERTIFICATE_MISSING("certificateMissing"),
    CERTIFICATE_UNREADABLE("certificateUnreadable"),
    CERTIFICATE_UNKNOWN("certificateUnknown"),
    ALREADY_REVOKED("alreadyRevoked", Kind.CONFLICT),
    EXPIRED("expired", Kind.CONFLICT),
    REQUEST_OPEN("requestOpen", Kind.CONFLICT),
    REASON_MISSING("reasonMissing"),
    REASON_UNKNOWN("reasonUnknown"),
    EXPLANATION_MISSING("explanationMissing"),
    EXPLANATION_TOO_LONG("explanationTooLong"),
    COMPROMISE_WITHOUT_REASON("compromiseWithoutReason"),
    COMPROMISE_IN_FUTURE("compromiseInFuture"),
    COMPROMISE_BEFORE_CERTIFICATE("compromiseBeforeCertificate"),
    NOT_A_MANAGER("notAManager", Kind.FORBIDDEN),
    MY_NUMBER("myNumber"),
    // A request on paper.
    KIND_MISSING("kindMissing"),
    NOT_RECEPTION("notReception", Kind.FORBIDDEN),
    REQUESTER_NOT_ADMITTED("requesterNotAdmitted"),
    CHANNEL_MISSING("channelMissing"),
    CHANNEL_NOT_ACCEPTED("channelNotAccepted"),
    ARRIVAL_MISSING("arrivalMissing"),
    ARRIVAL_IN_FUTURE("arrivalInFuture"),
    GROUND_NEEDED("groundNeeded"),
    DOCUMENT_INCOMPLETE("documentIncomplete"),
    DOCUMENT_UNKNOWN("documentUnknown"),
    DOCUMENT_AFTER_ARRIVAL("documentAfterArrival"),
    NOTICE_ADDRESS_INCOMPLETE("noticeAddressIncomplete"),
    POSTAL_CODE_MALFORMED("postalCodeMalformed"),
    MY_NUMBER_NOT_EXCLUDED("myNumberNotExcluded"),
    TEXT_TOO_LONG("textTooLong"),
    // Its review.
    VERDICT_MISSING("verdictMissing"),
    COMPARISON_MISSING("comparisonMissing"),
    CHECK_UNKNOWN("checkUnknown"),
    CHECK_UNANSWERED("checkUnanswered"),
    CHECK_FAILED("checkFailed"),
    FORMER_NAME_NOT_STATED("formerNameNotStated"),
    DOCUMENT_MISSING("documentMissing"),
    DOCUMENT_TOO_OLD("documentTooOld"),
    DOCUMENT_COPIED("documentCopied"),
    EXEMPTION_UNREADABLE("exemptionUnreadable"),
    EXEMPTION_UNKNOWN("exemptionUnknown"),
    EXEMPTION_OF_OTHERS("exemptionOfOthers"),
    EXEMPTION_PROVES_NOTHING("exemptionProvesNothing"),
    EXEMPTION_NOT_NEEDED("exemptionNotNeeded"),
    IN_ORDER_WITH_REFUSAL("inOrderWithRefusal"),
    REFUSAL_MISSING("refusalMissing"),
    REFUSAL_UNKNOWN("refusalUnknown"),
    OWN_REVIEW("ownReview", Kind.FORBIDDEN),
    // Originals that follow a FAX.
    ORIGINALS_ANSWER_MISSING("originalsAnswerMissing"),
    ORIGINALS_BEFORE_FAX("originalsBeforeFax"),
    ORIGINALS_NOT_CHECKED("originalsNotChecked"),
    CLOSING_REASON_MISSING("closingReasonMissing"),
    CLOSING_BY_MANAGER("closingByManager", Kind.FORBIDDEN),
    // The key of an authority is compromised.
    AUTHORITY_MISSING("authorityMissing"),
    AUTHORITY_UNKNOWN("authorityUnknown"),
    COMPROMISE_OPEN("compromiseOpen", Kind.CONFLICT),
    NOT_A_MANAGER_FOR_COMPROMISE("notAManagerForCompromise", Kind.FORBIDDEN),
    OWN_COMPROMISE("ownCompromise", Kind.FORBIDDEN),
    ANNOUNCEMENT_MISSING("announcementMissing"),
    ANNOUNCEMENT_TOO_EARLY("announcementTooEarly"),
    ANNOUNCEMENT_IN_FUTURE("announcementInFuture"),
    UNKNOWN_COMPROMISE("unknownCompromise", Kind.NOT_FOUND),
    DECISION_MISSING("decisionMissing"),
    DECISION_REASON_MISSING("decisionReasonMissing"),
    OWN_REQUEST("ownRequest", Kind.FORBIDDEN),
    UNKNOWN_REQUEST("unknownRequest", Kind.NOT_FOUND);

    private final String name;
    private final Kind kind;

    RevocationRefusal(String name) {
        this(name, Kind.INVALID);
    }

    RevocationRefusal(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    @Override
    public String key() {
        return "revocation." + name;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
