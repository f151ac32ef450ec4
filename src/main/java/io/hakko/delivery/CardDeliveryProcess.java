package io.hakko.delivery;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/delivery/card-delivery.bpmn}. The business key is the application number. */
public final class CardDeliveryProcess {

    public static final String KEY = "card-delivery";

    /** A certificate was revoked, by whomever; sent to every instance of that certificate. */
    public static final String MESSAGE_CERTIFICATE_REVOKED = "revocation.certificateRevoked";

    /** The second person has refused the revocation that a manager asked for here. */
    public static final String MESSAGE_REVOCATION_REFUSED = "delivery.revocationRefused";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");
    public static final ProcessVariable<String> CARD_NUMBER = ProcessVariable.text("cardNumber");

    /** Whether an agent receives the card (A-DLV-04). */
    public static final ProcessVariable<Boolean> AGENT_DELIVERY = ProcessVariable.bool("agentDelivery");

    public static final ProcessVariable<Instant> RECEIPT_REMINDER_AT = ProcessVariable.instant("receiptReminderAt");
    public static final ProcessVariable<String> RECEIPT_REMINDER_DISPLAY = ProcessVariable.text("受領督促予定");
    public static final ProcessVariable<Instant> RECEIPT_DEADLINE = ProcessVariable.instant("receiptDeadline");
    public static final ProcessVariable<String> RECEIPT_DEADLINE_DISPLAY = ProcessVariable.text("受領期限");

    /** Whether the reminder of the receipt still lies ahead. */
    public static final ProcessVariable<Boolean> REMINDER_AHEAD = ProcessVariable.bool("reminderAhead");

    /** Whether a parcel that came back lies in the house. */
    public static final ProcessVariable<Boolean> MAIL_IN_HOUSE = ProcessVariable.bool("mailInHouse");

    /**
     * What the waiting met with: {@code receipt}, {@code lateReceipt}, {@code doubt}, {@code returned},
     * {@code returnedToo}; or from {@link ReturnedMailProcess} {@code countAnew} or {@code countOn}.
     */
    public static final ProcessVariable<String> ARRIVAL = ProcessVariable.text("arrival");

    /** {@code wait}, {@code later}, {@code revoke} or {@code decide}. */
    public static final ProcessVariable<String> RECEIPT_CONSEQUENCE = ProcessVariable.text("receiptConsequence");

    /** {@code grace} or {@code propose}. */
    public static final ProcessVariable<String> UNRECEIVED_DECISION = ProcessVariable.text("unreceivedDecision");

    /** {@code accept}, {@code revoke} or {@code propose}. */
    public static final ProcessVariable<String> LATE_RECEIPT_DECISION = ProcessVariable.text("lateReceiptDecision");

    /** {@code inUse} or {@code revoked}. */
    public static final ProcessVariable<String> DELIVERY_OUTCOME = ProcessVariable.text("deliveryOutcome");

    /** Id of the letter that is to be posted next. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    public static final String ARRIVAL_RECEIPT = "receipt";
    public static final String ARRIVAL_LATE_RECEIPT = "lateReceipt";
    public static final String ARRIVAL_DOUBT = "doubt";
    public static final String ARRIVAL_RETURNED = "returned";
    public static final String ARRIVAL_RETURNED_TOO = "returnedToo";

    public static final String CONSEQUENCE_WAIT = "wait";
    public static final String CONSEQUENCE_LATER = "later";
    public static final String CONSEQUENCE_REVOKE = "revoke";
    public static final String CONSEQUENCE_DECIDE = "decide";

    /** A manager asks for the revocation; a second person decides (D-16). */
    public static final String DECISION_PROPOSE = "propose";

    public static final String DECISION_GRACE = "grace";

    public static final String OUTCOME_IN_USE = "inUse";
    public static final String OUTCOME_REVOKED = "revoked";

    /** 受領督促予定: when the reminder is written (D-01). */
    public static final DeadlineKind RECEIPT_REMINDER = new DeadlineKind(
            "receiptReminder",
            KEY,
            Element.event_receiptReminderDue.name(),
            RECEIPT_REMINDER_AT,
            RECEIPT_REMINDER_DISPLAY);

    /** 受領期限: by when the receipt must have arrived (A-RCP-01, D-01). */
    public static final DeadlineKind RECEIPT = new DeadlineKind(
            "receipt", KEY, Element.event_receiptDeadlinePassed.name(), RECEIPT_DEADLINE, RECEIPT_DEADLINE_DISPLAY);

    /** Elements of the model. */
    public enum Element {
        startEvent_cardReady,
        subProcess_handOver,
        startEvent_handOver,
        serviceTask_prepareDispatch,
        userTask_packCard,
        gateway_agentVariant,
        userTask_packPin,
        userTask_postParcels,
        endEvent_handedOver,
        subProcess_awaitReceipt,
        startEvent_awaitReceipt,
        subProcess_awaitMail,
        startEvent_awaitMail,
        gateway_watch,
        userTask_recordReceipt,
        gateway_whatArrived,
        gateway_mailCameBack,
        gateway_mailInHouse,
        callActivity_returnedMail,
        gateway_countAnew,
        endEvent_noMailInHouse,
        endEvent_waitingEnded,
        gateway_watchStages,
        gateway_remind,
        event_receiptReminderDue,
        serviceTask_writeReceiptReminder,
        userTask_postReceiptReminder,
        endEvent_reminded,
        event_receiptDeadlinePassed,
        serviceTask_checkReceiptArrivals,
        gateway_deadlineMoved,
        gateway_receiptConsequence,
        event_receiptArrivalsClosed,
        userTask_decideUnreceived,
        gateway_unreceived,
        event_unreceivedRevocationRefused,
        endEvent_receiptOverdue,
        gateway_endOfWaiting,
        gateway_receiptInTime,
        userTask_decideLateReceipt,
        gateway_lateReceipt,
        event_lateRevocationRefused,
        endEvent_received,
        endEvent_receiptRefused,
        callActivity_contentDoubt,
        serviceTask_resumeStages,
        serviceTask_countAnew,
        endEvent_receiptConfirmed,
        event_revokedBeforeHandOver,
        event_receiptOverdue,
        event_revokedWhileAwaiting,
        serviceTask_declareOverdue,
        event_certificateRevoked,
        serviceTask_recordRevoked,
        endEvent_revoked
    }

    private CardDeliveryProcess() {}
}
