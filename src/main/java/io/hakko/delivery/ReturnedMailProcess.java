package io.hakko.delivery;

import io.hakko.workflow.ProcessVariable;

/**
 * Names of {@code processes/delivery/returned-mail.bpmn}, which {@link CardDeliveryProcess} calls. The business key is the
 * application number.
 */
public final class ReturnedMailProcess {

    public static final String KEY = "returned-mail";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");

    /** {@code resend} or {@code unreachable}. */
    public static final ProcessVariable<String> RETURN_FINDING = ProcessVariable.text("returnFinding");

    /** {@code resend}, {@code keep} or {@code propose}. */
    public static final ProcessVariable<String> UNREACHABLE_DECISION = ProcessVariable.text("unreachableDecision");

    /** Whether the receipt deadline counts from this dispatch: {@code countAnew} or {@code countOn}. */
    public static final ProcessVariable<String> RETURN_OUTCOME = ProcessVariable.text("returnOutcome");

    public static final String FINDING_RESEND = "resend";
    public static final String FINDING_UNREACHABLE = "unreachable";

    public static final String OUTCOME_COUNT_ANEW = "countAnew";
    public static final String OUTCOME_COUNT_ON = "countOn";

    /** Elements of the model. */
    public enum Element {
        startEvent_mailReturned,
        userTask_investigateReturn,
        gateway_holderReached,
        userTask_decideUnreachable,
        gateway_unreachable,
        userTask_awaitContact,
        event_unreachableRevocationRefused,
        userTask_sendAgain,
        endEvent_sentAgain
    }

    private ReturnedMailProcess() {}
}
