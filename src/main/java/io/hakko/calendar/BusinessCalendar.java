package io.hakko.calendar;

import java.time.LocalDate;
import java.util.Optional;

/** On which days the operator works (A-GEN-13): holidays, weekends, closure days and overrides are closed. */
@FunctionalInterface
public interface BusinessCalendar {

    /** Why the operator is closed on this day, in Japanese (土曜日, 敬老の日, 休業日 …); empty on a business day. */
    Optional<String> reasonClosed(LocalDate day);

    default boolean isBusinessDay(LocalDate day) {
        return reasonClosed(day).isEmpty();
    }

    /** This day when it is a business day, else the next one (民法142条). */
    default LocalDate onOrAfter(LocalDate day) {
        LocalDate candidate = day;
        while (!isBusinessDay(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /** The first business day after this day. */
    default LocalDate nextAfter(LocalDate day) {
        return onOrAfter(day.plusDays(1));
    }
}
