package io.hakko.delivery;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/delivery/card-delivery.bpmn}. The business key is the application number. */
public final class CardDeliveryProcess {

    public static final String KEY = "card-delivery";

    /** A certificate was revoked, by whomever; sent to every instance of that certificate. */
    public static final String MESSAGE_CERTIFICATE_REVOKED = "revocation.certificateRevoked";

    public static final ProcessVariable<String> CERTIFICATE_SERIAL = ProcessVariable.text("certificateSerial");
    public static final ProcessVariable<String> CARD_NUMBER = ProcessVariable.text("cardNumber");

    /** Whether an agent receives the card (A-DLV-04). */
    public static final ProcessVariable<Boolean> AGENT_DELIVERY = ProcessVariable.bool("agentDelivery");

    public static final ProcessVariable<Instant> RECEIPT_REMINDER_AT = ProcessVariable.instant("receiptReminderAt");
    public static final ProcessVariable<String> RECEIPT_REMINDER_DISPLAY = ProcessVariable.text("受領督促予定");
    public static final ProcessVariable<Instant> RECEIPT_DEADLINE = ProcessVariable.instant("receiptDeadline");
    public static final ProcessVariable<String> RECEIPT_DEADLINE_DISPLAY = ProcessVariable.text("受領期限");
    public static final ProcessVariable<Boolean> ARRIVALS_CLOSED = ProcessVariable.bool("arrivalsClosed");
    public static final ProcessVariable<Boolean> RECEIPT_LATE = ProcessVariable.bool("receiptLate");

    /** {@code accept} or {@code revoke}. */
    public static final ProcessVariable<String> LATE_RECEIPT_DECISION = ProcessVariable.text("lateReceiptDecision");

    /** {@code inUse} or {@code revoked}. */
    public static final ProcessVariable<String> DELIVERY_OUTCOME = ProcessVariable.text("deliveryOutcome");

    /** Id of the letter that is to be posted next. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

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
        event_revokedBeforeHandOver,
        subProcess_awaitReceipt,
        startEvent_awaitReceipt,
        userTask_recordReceipt,
        gateway_receiptInTime,
        userTask_decideLateReceipt,
        gateway_lateReceipt,
        endEvent_received,
        event_receiptReminderDue,
        serviceTask_writeReceiptReminder,
        userTask_postReceiptReminder,
        endEvent_reminded,
        event_receiptDeadlinePassed,
        serviceTask_checkReceiptArrivals,
        gateway_receiptArrivalsClosed,
        event_receiptArrivalsClosed,
        endEvent_receiptOverdue,
        event_receiptOverdue,
        event_revokedWhileAwaiting,
        serviceTask_declareOverdue,
        event_certificateRevoked,
        serviceTask_recordRevoked,
        endEvent_receiptConfirmed,
        endEvent_revoked
    }

    private CardDeliveryProcess() {}
}
