package io.hakko.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;

/**
 * Days on which the operator is closed every year, 12-29 to 01-03 by default (年末年始, A-GEN-13, D-22).
 *
 * @param from first closed day
 * @param to last closed day; before {@code from} when the closure spans the turn of the year
 */
public record ClosureDays(MonthDay from, MonthDay to) {

    private static final int LONGEST_DAYS = 31;

    public ClosureDays {
        int leapYear = 2028;
        LocalDate first = from.atYear(leapYear);
        LocalDate last = to.isBefore(from) ? to.atYear(leapYear + 1) : to.atYear(leapYear);
        if (ChronoUnit.DAYS.between(first, last) >= LONGEST_DAYS) {
            throw new IllegalArgumentException("closure days from " + from + " to " + to + " are more than a month");
        }
    }

    /** Whether the operator is closed on this day. */
    public boolean contains(LocalDate day) {
        MonthDay monthDay = MonthDay.from(day);
        boolean fromOn = !monthDay.isBefore(from);
        boolean untilTo = !monthDay.isAfter(to);
        return to.isBefore(from) ? fromOn || untilTo : fromOn && untilTo;
    }
}
