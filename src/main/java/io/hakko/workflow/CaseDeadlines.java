package io.hakko.workflow;

import io.hakko.calendar.Deadline;
import io.hakko.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Deadlines of cases as rows: what the timers of the engine execute, what Cockpit shows, what the daily check compares.
 * The row, the timer's variable and the Japanese display variable always say the same.
 */
public interface CaseDeadlines {

    /**
     * Arms a deadline of a case and returns the variables its timer needs: the instant for the timer and the display text
     * ({@code 2026-12-24（木）まで、執行 2026-12-25 16:00}). Open tasks that were due with an earlier deadline of this kind are
     * due with the new one.
     */
    ProcessVariables arm(String businessKey, DeadlineKind kind, Deadline deadline);

    /** The deadline in force, if one is armed, suspended or waits for a closing, and neither met nor executed. */
    Optional<Deadline> inForce(String businessKey, DeadlineKind kind);

    /** Since when the deadline in force stands still; empty when it runs or there is none. */
    Optional<Instant> suspendedSince(String businessKey, DeadlineKind kind);

    /**
     * Lets the deadline in force stand still: its timer, if one waits, does not fire. Nothing happens when there is none or
     * it stands still already.
     */
    void suspend(String businessKey, DeadlineKind kind, String reason, Actor actor);

    /**
     * Lets a suspended deadline run again, to a new end that its owner has reckoned: row, timer, both variables and the
     * trail, in one transaction. Returns the variables for a timer that is to wait anew, because its scope was left; none,
     * and nothing happens, when none is suspended.
     */
    ProcessVariables resume(String businessKey, DeadlineKind kind, Deadline deadline, String reason, Actor actor);

    /** What was waited for has happened in time (or the case ended): the deadline is closed. */
    void met(String businessKey, DeadlineKind kind);

    /** The consequence was executed. */
    void executed(String businessKey, DeadlineKind kind);

    /** The consequence is due, but arrivals of the last day are not closed yet; it waits. */
    void awaitClosing(String businessKey, DeadlineKind kind);

    /** Business keys whose consequence waits for the closing of a day up to this one. */
    List<String> awaitingClosingThrough(LocalDate day);

    /**
     * Moves a deadline that a timer waits for: row, timer job, both variables, due dates of tasks and the trail, in one
     * transaction. One that stands still goes on standing still.
     */
    void redate(String businessKey, DeadlineKind kind, Deadline deadline, String reason, Actor actor);
}
