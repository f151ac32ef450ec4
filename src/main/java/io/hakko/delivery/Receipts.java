package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.TaskId;

/** 受領: from the card in the mail to the card in use, or to its revocation. Every method is one transaction. */
public interface Receipts {

    /** The card whose receipt is awaited, for the task 受領書を登録する. */
    ReceiptView awaited(TaskId task, Actor actor);

    /**
     * A receipt has arrived (A-RCP-03). In time the card is in use; late, a manager decides (D-04).
     *
     * @throws io.hakko.shared.Refusal at {@code /arrivedOn} or {@code /sealMatches}; CONFLICT when there is one already
     */
    void record(TaskId task, Actor actor, RecordReceipt receipt);

    /** The late receipt, for the task 遅れた受領書の扱いを決める. */
    ReceiptView late(TaskId task, Actor actor);

    /**
     * A manager accepts a late receipt, or has the certificate revoked.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}
     */
    void decideLate(TaskId task, Actor actor, DecideLateReceipt decision);

    /**
     * Writes the reminder (受領督促状). Idempotent.
     *
     * @return id of the letter
     */
    String writeReminder(ApplicationNumber application);

    /**
     * Whether the arrivals of the last day are closed, so that the consequence may run (D-04). If not, the case waits for
     * the closing and this says so loudly.
     */
    boolean arrivalsClosed(ApplicationNumber application);

    /** The card was not received: publishes {@link ReceiptOverdue} (A-RCP-02, D-01). */
    void declareOverdue(ApplicationNumber application);

    /** The certificate was revoked before the card came into use. */
    void recordRevoked(ApplicationNumber application);
}
