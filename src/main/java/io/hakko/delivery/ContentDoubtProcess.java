package io.hakko.delivery;

import io.hakko.workflow.ProcessVariable;

/**
 * Names of {@code processes/delivery/content-doubt.bpmn}, which {@link CardDeliveryProcess} calls. The business key is the
 * application number.
 */
public final class ContentDoubtProcess {

    public static final String KEY = "content-doubt";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");

    /** Id of the reply that is to be posted. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    /** {@code cleared} or {@code wrong}. */
    public static final ProcessVariable<String> DOUBT_FINDING = ProcessVariable.text("doubtFinding");

    /** {@code propose} or {@code reinvestigate}. */
    public static final ProcessVariable<String> MISISSUE_DECISION = ProcessVariable.text("misissueDecision");

    /** Elements of the model. */
    public enum Element {
        startEvent_doubtReported,
        userTask_investigateDoubt,
        gateway_contentRight,
        serviceTask_writeDoubtReply,
        userTask_postDoubtReply,
        endEvent_doubtSettled,
        userTask_decideMisissue,
        gateway_misissue,
        event_misissueRevocationRefused
    }

    private ContentDoubtProcess() {}
}
