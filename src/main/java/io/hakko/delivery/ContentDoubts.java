package io.hakko.delivery;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.TaskId;

/**
 * 内容の疑義: from the holder's report to the reply in the mail, or to the request for a revocation as mis-issue (B-RCP-01,
 * B-RCP-03). Meanwhile reminder and revocation of the receipt stand still (D-01). Every method is one transaction.
 */
public interface ContentDoubts {

    /**
     * The holder reported a doubt, for the task 受領書を登録する.
     *
     * @throws io.hakko.shared.Refusal at {@code /arrivedOn} or {@code /text}; CONFLICT when the delivery has ended or a
     *     second person decides about the revocation
     */
    void report(TaskId task, Actor actor, ReportDoubt doubt);

    /** The doubt, for the task 内容の疑義を調べる. */
    DoubtView toInvestigate(TaskId task, Actor actor);

    /**
     * A reviewer, who had no hand in the application, says whether the content is right (D-16).
     *
     * @throws io.hakko.shared.Refusal at {@code /reason} or {@code /reply}
     */
    void investigate(TaskId task, Actor actor, JudgeDoubt verdict);

    /**
     * Writes the reply (疑義への回答書). Idempotent.
     *
     * @return id of the letter
     */
    String writeReply(ApplicationNumber application);

    /** The doubt, for the task 誤発行の扱いを決める. */
    DoubtView toDecide(TaskId task, Actor actor);

    /**
     * A manager asks for the revocation as mis-issue, or has it investigated again.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}; CONFLICT when a request for this certificate is open
     */
    void decide(TaskId task, Actor actor, DecideMisissue decision);
}
