package io.hakko.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Arithmetic of deadlines by D-04: calendar days in Asia/Tokyo, the first day not counted (民法140条), a last day on which
 * the operator is closed rolls to the next business day (民法142条), and the consequence runs on the first business day
 * after it.
 */
@Component
public class Deadlines {

    /** When automatic consequences run, unless the service profile says otherwise (D-04). */
    public static final LocalTime EXECUTION_TIME = LocalTime.of(16, 0);

    private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::executeAt)
            .thenComparing(Deadline::rolledLastDay)
            .thenComparing(Deadline::lastDay);

    /** So many days after a day, rolling, executed at {@link #EXECUTION_TIME}. */
    public Deadline daysAfter(LocalDate base, int days, BusinessCalendar calendar) {
        return daysAfter(base, days, EXECUTION_TIME, calendar);
    }

    /** So many days after a day, rolling, executed at the time the profile says. */
    public Deadline daysAfter(LocalDate base, int days, LocalTime executeAt, BusinessCalendar calendar) {
        if (days < 0) {
            throw new IllegalArgumentException("a deadline lies after its first day, not " + days + " days");
        }
        return endingOn(base.plusDays(days), Roll.NEXT_BUSINESS_DAY, executeAt, calendar);
    }

    /** A deadline whose last day is known. */
    public Deadline endingOn(LocalDate lastDay, Roll roll, LocalTime executeAt, BusinessCalendar calendar) {
        LocalDate rolled = roll.apply(lastDay, calendar);
        return new Deadline(
                lastDay,
                rolled,
                calendar.nextAfter(rolled).atTime(executeAt).atZone(Zones.TOKYO).toInstant());
    }

    /** The one that ends last. */
    public Deadline latestOf(Deadline first, Deadline... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).max(ORDER).orElse(first);
    }

    /** The n-th business day after a day, that day not counted; the day itself for zero. */
    public LocalDate businessDaysAfter(LocalDate base, int count, BusinessCalendar calendar) {
        if (count < 0) {
            throw new IllegalArgumentException("a negative number of business days: " + count);
        }
        LocalDate day = base;
        for (int i = 0; i < count; i++) {
            day = calendar.nextAfter(day);
        }
        return day;
    }

    /** How many business days lie after the first day, up to and including the second; zero when it is not later. */
    public int businessDaysBetween(LocalDate after, LocalDate through, BusinessCalendar calendar) {
        int count = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(through); day = day.plusDays(1)) {
            if (calendar.isBusinessDay(day)) {
                count++;
            }
        }
        return count;
    }
}
