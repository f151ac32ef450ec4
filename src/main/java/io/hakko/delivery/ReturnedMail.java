package io.hakko.delivery;

import io.hakko.policy.RevocationReason;
import io.hakko.shared.Actor;
import io.hakko.workflow.TaskId;
import java.util.List;

/**
 * 返戻: from the parcel that came back to its new posting (A-DLV-05). The receipt deadline goes on meanwhile (D-01); where
 * the service counts it from the dispatch, it counts anew from the new one. Every method is one transaction.
 */
public interface ReturnedMail {

    /**
     * Parcels came back, for the task 受領書を登録する, which stays open for what else arrives.
     *
     * @throws io.hakko.shared.Refusal at {@code /arrivedOn} or {@code /parcels}; CONFLICT when the delivery has ended or a
     *     second person decides about the revocation
     */
    void record(TaskId task, Actor actor, RecordReturn returned);

    /** What came back, for the task 返戻の理由を調べる. */
    ReturnedMailView toInvestigate(TaskId task, Actor actor);

    /**
     * The reason is known, or the holder cannot be reached.
     *
     * @throws io.hakko.shared.Refusal at {@code /note}
     */
    void investigate(TaskId task, Actor actor, InvestigateReturn finding);

    /** What came back, for the task 連絡のつかない利用者の扱いを決める. */
    ReturnedMailView toDecide(TaskId task, Actor actor);

    /** The reasons that a manager may give for a revocation, for the same task. */
    List<RevocationReason> reasons(TaskId task, Actor actor);

    /**
     * A manager decides about a holder who cannot be reached.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason} or {@code /reasonCode}; CONFLICT when a request for this
     *     certificate is open
     */
    void decide(TaskId task, Actor actor, DecideUnreachable decision);

    /** What lies in the house, for the task 利用者からの連絡を待つ. */
    ReturnedMailView toAwaitContact(TaskId task, Actor actor);

    /**
     * The holder made contact.
     *
     * @param note what was heard
     * @throws io.hakko.shared.Refusal at {@code /note}
     */
    void contacted(TaskId task, Actor actor, String note);

    /** What is to be sent again, for the task 郵便物を再び差し出す. */
    ReturnedMailView toSendAgain(TaskId task, Actor actor);

    /**
     * Everything in the house was posted again.
     *
     * @throws io.hakko.shared.Refusal at {@code /postedOn}, {@code /cardNumber}, {@code /cardTrackingNumber} or
     *     {@code /pinTrackingNumber}; CONFLICT when the delivery has ended or a second person decides about the revocation
     */
    void sendAgain(TaskId task, Actor actor, SendAgain posting);
}
