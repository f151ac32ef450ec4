package io.hakko.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A deadline by D-04.
 *
 * @param lastDay last day as counted, ends at 24:00 in Asia/Tokyo
 * @param rolledLastDay the same, rolled to the next business day when the operator is closed (民法142条)
 * @param executeAt when the automatic consequence runs: 16:00 of the first business day after {@code rolledLastDay}
 */
public record Deadline(LocalDate lastDay, LocalDate rolledLastDay, Instant executeAt) {

    public Deadline {
        if (rolledLastDay.isBefore(lastDay)) {
            throw new IllegalArgumentException("a deadline never rolls backwards");
        }
    }

    /** Whether something that arrived on this day arrived in time. */
    public boolean includes(LocalDate arrival) {
        return !arrival.isAfter(rolledLastDay);
    }
}
