package io.hakko.billing;

import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariable;
import java.time.Instant;

/** Names of {@code processes/billing/payment-collection.bpmn}. The business key is the invoice number. */
public final class PaymentCollectionProcess {

    public static final String KEY = "payment-collection";

    /** The parcel in which the invoice lies was posted. */
    public static final String MESSAGE_INVOICE_POSTED = "billing.invoicePosted";

    /** The parcel in which the invoice lies does not leave the house. */
    public static final String MESSAGE_PARCEL_CANCELLED = "billing.parcelCancelled";

    /** Every certificate of the invoice whose revocation was sought is revoked. */
    public static final String MESSAGE_CERTIFICATES_REVOKED = "billing.certificatesRevoked";

    /** A second person refused a revocation, and all others are decided. */
    public static final String MESSAGE_REVOCATION_REFUSED = "billing.revocationRefused";

    /** Whether the invoice travels in a parcel with a card (A-PAY-01). */
    public static final ProcessVariable<Boolean> INVOICE_ENCLOSED = ProcessVariable.bool("invoiceEnclosed");

    /** Whether the service reminds of a payment (D-02). */
    public static final ProcessVariable<Boolean> REMINDER_PLANNED = ProcessVariable.bool("reminderPlanned");

    public static final ProcessVariable<Instant> PAYMENT_REMINDER_AT = ProcessVariable.instant("paymentReminderAt");
    public static final ProcessVariable<String> PAYMENT_REMINDER_DISPLAY = ProcessVariable.text("支払督促予定");
    public static final ProcessVariable<Instant> PAYMENT_DEADLINE = ProcessVariable.instant("paymentDeadline");
    public static final ProcessVariable<String> PAYMENT_DEADLINE_DISPLAY = ProcessVariable.text("支払期限");
    public static final ProcessVariable<Boolean> PAYMENT_COMPLETE = ProcessVariable.bool("paymentComplete");
    public static final ProcessVariable<Boolean> ARRIVALS_CLOSED = ProcessVariable.bool("arrivalsClosed");

    /** Whether the deadline itself revokes, without a manager (D-02). */
    public static final ProcessVariable<Boolean> REVOKED_BY_TIMER = ProcessVariable.bool("revokedByTimer");

    /** {@code revoke}, {@code grace} or {@code writeOff}. */
    public static final ProcessVariable<String> UNPAID_DECISION = ProcessVariable.text("unpaidDecision");

    /** Id of the letter that is to be posted next. */
    public static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    /** 支払督促予定: when the reminder is written (D-02). */
    public static final DeadlineKind PAYMENT_REMINDER = new DeadlineKind(
            "paymentReminder",
            KEY,
            Element.event_paymentReminderDue.name(),
            PAYMENT_REMINDER_AT,
            PAYMENT_REMINDER_DISPLAY);

    /** 支払期限: by when the payment must have come (A-PAY-02, B-FEE-05). */
    public static final DeadlineKind PAYMENT = new DeadlineKind(
            "payment", KEY, Element.event_paymentDeadlinePassed.name(), PAYMENT_DEADLINE, PAYMENT_DEADLINE_DISPLAY);

    /** Elements of the model. */
    public enum Element {
        startEvent_invoiceWritten,
        gateway_sending,
        gateway_parcel,
        event_invoicePosted,
        event_parcelCancelled,
        userTask_postInvoice,
        subProcess_collectPayment,
        startEvent_collectPayment,
        gateway_collecting,
        userTask_recordPayment,
        gateway_paymentComplete,
        endEvent_settled,
        gateway_reminderPlanned,
        endEvent_noReminder,
        event_paymentReminderDue,
        serviceTask_writePaymentReminder,
        userTask_postPaymentReminder,
        endEvent_reminded,
        event_paymentDeadlinePassed,
        serviceTask_checkPaymentArrivals,
        gateway_paymentArrivalsClosed,
        event_paymentArrivalsClosed,
        serviceTask_declarePaymentOverdue,
        gateway_consequence,
        event_revokedByDeadline,
        userTask_decideUnpaid,
        gateway_unpaidDecision,
        endEvent_writtenOff,
        gateway_revocation,
        event_certificatesRevoked,
        event_revocationRefused,
        endEvent_revoked,
        endEvent_paymentCollected
    }

    private PaymentCollectionProcess() {}
}
