package io.hakko.review;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.notice.LetterId;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.List;

/** 審査: verdicts, deficiency rounds, approval and rejection. Every method is one transaction. */
public interface Reviews {

    /** The case as a reviewer, approver or manager sees it. */
    ReviewSheet sheet(ApplicationNumber application);

    /**
     * What comparing papers with requirements would find if this application arrived on that day; nothing is stored.
     *
     * @throws io.hakko.shared.Refusal with a JSON pointer for each thing that is wrong with the document itself
     */
    List<PaperDeviation> foresee(String profileId, LocalDate arrivedOn, JsonNode form);

    /**
     * Gives the verdict and completes the task 書類を審査する. A complete verdict needs an answer to every item of the
     * checklist and papers without deviation.
     */
    void review(TaskId task, Actor actor, ReviewVerdict verdict);

    /** Writes the 不備通知書 of the round opened last. */
    LetterId writeDeficiencyNotice(ApplicationNumber application);

    /**
     * Enters corrected papers and completes the task 補正書類を受け付ける. What arrived in time counts, whenever it is typed
     * in before the consequence runs (D-04); what arrived later is refused, the manager decides (D-03).
     */
    void receiveCorrection(TaskId task, Actor actor, CorrectionReceived correction);

    /**
     * The deadline has passed: whether the arrivals of its last day are closed. When they are not, the case waits for
     * the closing (D-04).
     */
    boolean checkCorrectionArrivals(ApplicationNumber application);

    /** Decides what happens after the deadline and completes the task 期限超過の扱いを決める (D-03). */
    void decideLapse(TaskId task, Actor actor, LapseDecision decision);

    /** Rejects an application that was not corrected, where the profile wants that (D-03). */
    void rejectLapsed(ApplicationNumber application);

    /** Approves, returns or rejects, and completes the task 発行を承認する. Acceptance freezes the price (AMB-10). */
    void approve(TaskId task, Actor actor, Approval approval);

    /** Writes the 却下通知書 with the reasons of the last decision (B-REV-03). */
    LetterId writeRejectionNotice(ApplicationNumber application);
}
