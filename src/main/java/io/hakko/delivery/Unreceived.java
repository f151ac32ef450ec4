package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.workflow.TaskId;

/** 未受領: what a person decides instead of the timer, where the service says so (D-01). Every method is one transaction. */
public interface Unreceived {

    /** The card, for the task 未受領の扱いを決める. */
    ReceiptView of(TaskId task, Actor actor);

    /**
     * A manager grants time, or asks for the revocation.
     *
     * @throws io.hakko.shared.Refusal at {@code /until} or {@code /reason}; CONFLICT when the delivery has ended or a request
     *     for this certificate is open
     */
    void decide(TaskId task, Actor actor, DecideUnreceived decision);
}
