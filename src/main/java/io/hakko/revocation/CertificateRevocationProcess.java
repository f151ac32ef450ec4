package io.hakko.revocation;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/revocation/certificate-revocation.bpmn}. The business key is the request number. */
public final class CertificateRevocationProcess {

    public static final String KEY = "certificate-revocation";

    /** Tells every instance of a certificate that it is revoked. */
    public static final String MESSAGE_CERTIFICATE_REVOKED = "revocation.certificateRevoked";

    /** What the revocation was sought for is settled. */
    public static final String MESSAGE_REQUEST_WITHDRAWN = "revocation.requestWithdrawn";

    /** Duty of the manager who proposes; excludes the approval (D-16). */
    public static final String DUTY_PROPOSE = "proposeRevocation";

    /** Duty of who registers a request on paper; excludes review and approval (D-16). */
    public static final String DUTY_REGISTER = "registerRevocation";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");
    public static final ProcessVariable<Boolean> APPROVAL_NEEDED = ProcessVariable.bool("approvalNeeded");
    public static final ProcessVariable<Boolean> REVOCATION_APPROVED = ProcessVariable.bool("revocationApproved");

    /** Whether there are papers that a reviewer looks at. */
    public static final ProcessVariable<Boolean> ON_PAPER = ProcessVariable.bool("onPaper");

    public static final ProcessVariable<Boolean> REQUEST_IN_ORDER = ProcessVariable.bool("requestInOrder");

    /** Whether somebody outside asked and is to be told why nothing is revoked. */
    public static final ProcessVariable<Boolean> REFUSAL_NOTICE_NEEDED = ProcessVariable.bool("refusalNoticeNeeded");

    /** Whether originals have to follow a FAX (D-15). */
    public static final ProcessVariable<Boolean> ORIGINALS_OUTSTANDING = ProcessVariable.bool("originalsOutstanding");

    public static final ProcessVariable<Instant> ORIGINALS_DEADLINE = ProcessVariable.instant("originalsDeadline");
    public static final ProcessVariable<String> ORIGINALS_DEADLINE_DISPLAY = ProcessVariable.text("原本到着期限");

    /** Id of the letter that is to be posted next. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    /** 原本到着期限: by when the originals of a FAX must have come; passing it raises an alarm and nothing else (D-15). */
    public static final DeadlineKind ORIGINALS = new DeadlineKind(
            "originals", KEY, Element.event_originalsOverdue.name(), ORIGINALS_DEADLINE, ORIGINALS_DEADLINE_DISPLAY);

    /** Elements of the model. */
    public enum Element {
        startEvent_revocationRequested,
        gateway_approvalNeeded,
        subProcess_examination,
        startEvent_examination,
        gateway_onPaper,
        userTask_reviewRequest,
        gateway_inOrder,
        userTask_approveRevocation,
        endEvent_decided,
        endEvent_notInOrder,
        event_revokedMeanwhile,
        serviceTask_recordOvertaken,
        endEvent_overtaken,
        event_requestWithdrawn,
        endEvent_withdrawn,
        gateway_revocationApproved,
        gateway_refusalNotice,
        serviceTask_writeRevocationRefusal,
        userTask_postRevocationRefusal,
        endEvent_refused,
        serviceTask_revoke,
        gateway_originalsOutstanding,
        gateway_originalsBesideNotices,
        serviceTask_writeRevocationNotices,
        userTask_postRevocationNotices,
        endEvent_revoked,
        userTask_receiveOriginals,
        endEvent_originalsSettled,
        event_originalsOverdue,
        serviceTask_raiseOriginalsAlarm,
        endEvent_originalsAlarmed
    }

    private CertificateRevocationProcess() {}
}
