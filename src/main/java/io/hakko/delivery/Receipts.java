package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.workflow.TaskId;

/** 受領: the receipts of cards, in time and late. Every method is one transaction. */
public interface Receipts {

    /** The card whose receipt is awaited, for the task 受領書を登録する. */
    ReceiptView awaited(TaskId task, Actor actor);

    /**
     * A receipt has arrived (A-RCP-03). In time the card is in use; late, a manager decides (D-04).
     *
     * @throws io.hakko.shared.Refusal at {@code /arrivedOn} or {@code /sealMatches}; CONFLICT when there is one already, the
     *     delivery has ended, or a second person decides about the revocation
     */
    void record(TaskId task, Actor actor, RecordReceipt receipt);

    /** The late receipt, for the task 遅れた受領書の扱いを決める. */
    ReceiptView late(TaskId task, Actor actor);

    /**
     * A manager accepts a late receipt, or has the certificate revoked: by the timer's consequence, or, where a person
     * decides instead of the timer, by asking a second person.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}
     */
    void decideLate(TaskId task, Actor actor, DecideLateReceipt decision);
}
