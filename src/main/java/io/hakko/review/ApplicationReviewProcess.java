package io.hakko.review;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/review/application-review.bpmn}. */
public final class ApplicationReviewProcess {

    public static final String KEY = "application-review";

    public static final ProcessVariable<Boolean> DOCUMENTS_DEFICIENT = ProcessVariable.bool("documentsDeficient");
    public static final ProcessVariable<Instant> DEFICIENCY_DEADLINE = ProcessVariable.instant("deficiencyDeadline");
    public static final ProcessVariable<String> DEFICIENCY_DEADLINE_DISPLAY = ProcessVariable.text("不備補正期限");
    public static final ProcessVariable<Boolean> ARRIVALS_CLOSED = ProcessVariable.bool("arrivalsClosed");

    /** {@code decide} or {@code reject}. */
    public static final ProcessVariable<String> DEFICIENCY_CONSEQUENCE = ProcessVariable.text("deficiencyConsequence");

    /** {@code reject} or {@code extend}. */
    public static final ProcessVariable<String> LAPSE_DECISION = ProcessVariable.text("lapseDecision");

    /** {@code accept}, {@code return} or {@code reject}. */
    public static final ProcessVariable<String> APPROVAL_DECISION = ProcessVariable.text("approvalDecision");

    /** {@code accepted}, {@code rejected} or {@code withdrawn}. */
    public static final ProcessVariable<String> REVIEW_OUTCOME = ProcessVariable.text("reviewOutcome");

    /** Id of the letter that is to be posted next. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    /** 不備補正期限: by when corrected papers must have arrived (A-APP-03, D-03). */
    public static final DeadlineKind DEFICIENCY = new DeadlineKind(
            "deficiency",
            KEY,
            Element.event_deficiencyDeadlinePassed.name(),
            DEFICIENCY_DEADLINE,
            DEFICIENCY_DEADLINE_DISPLAY);

    /** Elements of the model. */
    public enum Element {
        startEvent_reviewRequested,
        userTask_receive,
        userTask_review,
        gateway_deficient,
        serviceTask_writeDeficiencyNotice,
        userTask_postDeficiencyNotice,
        subProcess_awaitCorrection,
        startEvent_awaitCorrection,
        userTask_receiveCorrection,
        endEvent_corrected,
        event_deficiencyDeadlinePassed,
        serviceTask_checkCorrectionArrivals,
        gateway_correctionArrivalsClosed,
        event_correctionArrivalsClosed,
        endEvent_deficiencyLapsed,
        event_deficiencyLapsed,
        gateway_lapseConsequence,
        userTask_decideLapse,
        gateway_lapseDecision,
        serviceTask_rejectLapsed,
        userTask_approve,
        gateway_approval,
        endEvent_accepted,
        serviceTask_writeRejectionNotice,
        userTask_postRejectionNotice,
        endEvent_rejected,
        subProcess_withdrawal,
        startEvent_withdrawn,
        endEvent_withdrawn
    }

    private ApplicationReviewProcess() {}
}
