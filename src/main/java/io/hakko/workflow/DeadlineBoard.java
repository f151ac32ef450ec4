package io.hakko.workflow;

import io.hakko.calendar.Deadline;
import io.hakko.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deadlines board: every deadline in force, across cases, and the one way for a person to move one. */
public interface DeadlineBoard {

    /** Rows on a page. */
    int PAGE_SIZE = 50;

    /** Which deadlines to show. A deadline that stands still is neither due today nor overdue. */
    enum Selection {
        ALL,
        /** The (rolled) last day is today. */
        TODAY,
        /** The (rolled) last day is over, and the consequence has not run yet. */
        OVERDUE
    }

    /**
     * How many there are.
     *
     * @param all in force
     * @param today of which today is the last day
     * @param overdue of which the last day is over
     */
    record Counts(long all, long today, long overdue) {}

    /**
     * One page of deadlines, the earliest last day first.
     *
     * @param kind name of a kind; empty for all
     * @param page from 0
     */
    List<OpenDeadline> open(Selection selection, Optional<String> kind, int page);

    /** How many deadlines there are of a kind, or of all. */
    Counts count(Optional<String> kind);

    /** Names of the kinds in Japanese, by their stable names. */
    Map<String, String> kinds();

    /** A deadline, as long as it is in force and has not been moved. */
    Optional<OpenDeadline> find(long id);

    /**
     * What a deadline would be with this last day: rolled and executed as the profile of its case says (D-04).
     *
     * @throws io.hakko.shared.Refusal as {@link #move}
     */
    Deadline reckon(long id, Optional<LocalDate> lastDay, Actor actor);

    /**
     * A manager moves a deadline: row, timer, variables, due dates of tasks and trail, in one transaction.
     *
     * @throws io.hakko.shared.Refusal FORBIDDEN for everybody but managers, CONFLICT when the deadline is no longer in
     *     force or does not run, at {@code /lastDay} or {@code /reason} for what cannot be
     */
    void move(long id, Optional<LocalDate> lastDay, String reason, Actor actor);
}
