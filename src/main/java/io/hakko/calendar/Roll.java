package io.hakko.calendar;

import java.time.LocalDate;

/** What happens to a last day on which the operator is closed (民法142条, D-04). */
public enum Roll {
    /** It moves to the next business day. */
    NEXT_BUSINESS_DAY {
        @Override
        LocalDate apply(LocalDate lastDay, BusinessCalendar calendar) {
            return calendar.onOrAfter(lastDay);
        }
    },
    /** It stays. */
    NONE {
        @Override
        LocalDate apply(LocalDate lastDay, BusinessCalendar calendar) {
            return lastDay;
        }
    };

    abstract LocalDate apply(LocalDate lastDay, BusinessCalendar calendar);
}
