package io.hakko.application;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/application/certificate-application.bpmn}. */
public final class CertificateApplicationProcess {

    public static final String KEY = "certificate-application";

    /** The applicant has withdrawn. */
    public static final String MESSAGE_WITHDRAWN = "application.withdrawn";

    public static final ProcessVariable<String> PROFILE_ID = ProcessVariable.text("profileId");
    public static final ProcessVariable<String> REVIEW_OUTCOME = ProcessVariable.text("reviewOutcome");
    public static final ProcessVariable<String> ISSUANCE_OUTCOME = ProcessVariable.text("issuanceOutcome");
    public static final ProcessVariable<String> DELIVERY_OUTCOME = ProcessVariable.text("deliveryOutcome");
    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");
    public static final ProcessVariable<String> CARD_NUMBER = ProcessVariable.text("cardNumber");

    /** Whether the service aims at a day of issue (A-APP-02). */
    public static final ProcessVariable<Boolean> ISSUE_TARGET_SET = ProcessVariable.bool("issueTargetSet");

    public static final ProcessVariable<Instant> ISSUE_TARGET_AT = ProcessVariable.instant("issueTargetAt");
    public static final ProcessVariable<String> ISSUE_TARGET_DISPLAY = ProcessVariable.text("発行目標日");

    /** 発行目標日: until when the card is to be issued; passing it raises an alarm and nothing else (A-APP-02). */
    public static final DeadlineKind ISSUE_TARGET = new DeadlineKind(
            "issueTarget", KEY, Element.event_issueTargetPassed.name(), ISSUE_TARGET_AT, ISSUE_TARGET_DISPLAY);

    /** Elements of the model. */
    public enum Element {
        startEvent_documentsArrived,
        subProcess_untilIssued,
        startEvent_untilIssued,
        gateway_issueTargetSet,
        gateway_watchIssueTarget,
        callActivity_review,
        gateway_accepted,
        callActivity_issue,
        endEvent_issueEnded,
        endEvent_notAccepted,
        event_issueTargetPassed,
        serviceTask_raiseIssueAlarm,
        endEvent_issueAlarmRaised,
        serviceTask_closeIssueTarget,
        gateway_reviewOutcome,
        gateway_issued,
        callActivity_deliver,
        gateway_received,
        endEvent_inUse,
        endEvent_rejected,
        endEvent_withdrawn,
        endEvent_revokedBeforeUse
    }

    private CertificateApplicationProcess() {}
}
