package io.hakko.application;

import io.hakko.workflow.ProcessVariable;

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

    /** Elements of the model. */
    public enum Element {
        startEvent_documentsArrived,
        callActivity_review,
        gateway_reviewOutcome,
        callActivity_issue,
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
