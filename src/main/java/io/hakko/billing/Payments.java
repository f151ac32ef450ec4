package io.hakko.billing;

import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.workflow.TaskId;

/** 入金: from the invoice in the mail to its payment, or to what a manager decides. Every method is one transaction. */
public interface Payments {

    /** The invoice whose payment is awaited, for the task 入金を登録する. */
    InvoiceView awaited(TaskId task, Actor actor);

    /**
     * A payment has come. A part of the amount leaves the rest outstanding; enough settles the invoice, also while a
     * manager decides.
     *
     * @throws io.hakko.shared.Refusal at {@code /receivedOn}, {@code /amount} or {@code /note}; CONFLICT when the
     *     deadline has set off the revocation
     */
    void record(TaskId task, Actor actor, RecordPayment payment);

    /** The unpaid invoice, for the task 未払いの扱いを決める. */
    InvoiceView unpaid(TaskId task, Actor actor);

    /**
     * A manager has the certificates revoked, grants a grace or writes the invoice off (D-02).
     *
     * @throws io.hakko.shared.Refusal at {@code /decision}, {@code /graceUntil} or {@code /reason}
     */
    void decideUnpaid(TaskId task, Actor actor, DecideUnpaid decision);

    /**
     * Writes the reminder (支払督促状). Idempotent.
     *
     * @return id of the letter
     */
    String writeReminder(InvoiceNumber invoice);

    /**
     * Whether the arrivals of the last day are closed, so that the consequence may run (D-04). If not, the case waits for
     * the closing and this says so loudly.
     */
    boolean arrivalsClosed(InvoiceNumber invoice);

    /**
     * The payment has not come (A-PAY-03). Where the service wants it, publishes {@link PaymentOverdue}; else, and when no
     * certificate is valid any more, a manager decides.
     *
     * @return whether the deadline itself revokes
     */
    boolean declareOverdue(InvoiceNumber invoice);

    /**
     * Holds the invoice on which this certificate is charged until the caller's transaction ends; nothing happens when there
     * is none. Who changes a revocation request and an invoice holds the invoice first, as a payment does: otherwise
     * the two could wait for each other.
     */
    void hold(CertificateSerial serial);

    /** A second person refused to revoke a certificate for non-payment; nothing happens when none was sought. */
    void revocationRefused(CertificateSerial serial);
}
