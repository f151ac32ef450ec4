package io.hakko.policy;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.calendar.Roll;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * One stage of a deadline (ARCHITECTURE section 6, D-01, D-04).
 *
 * @param due how the last day is found
 * @param roll what happens when the operator is closed on it
 * @param execute when the consequence runs
 * @param then the consequence
 */
public record DeadlineStage(DueRule due, Roll roll, Execution execute, Consequence then) {

    /** The deadline, once every day it is counted from is known. */
    public Optional<Deadline> evaluate(Map<BaseEvent, LocalDate> known, BusinessCalendar calendar) {
        return due.lastDay(known).map(day -> new Deadlines().endingOn(day, roll, execute.time(), calendar));
    }
}
