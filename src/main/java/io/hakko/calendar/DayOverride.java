package io.hakko.calendar;

import java.time.LocalDate;

/**
 * One day that is otherwise than the rules say: an equinox that the 官報 moved, an extra closure, an extra working day.
 *
 * @param open whether the operator works on this day
 * @param reason why, in Japanese
 */
public record DayOverride(LocalDate day, boolean open, String reason) {

    public DayOverride {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a day override needs a reason");
        }
    }
}
