package io.hakko.delivery.domain;

import java.time.LocalDate;
import java.util.List;

/**
 * Times that do not count, because the stages of the receipt stood still (D-01, ADR 10). A last day that is counted from a
 * day moves by the calendar days that stood still since that day.
 */
public record StandStill(List<Pause> pauses) {

    public static final StandStill NONE = new StandStill(List.of());

    public StandStill {
        pauses = List.copyOf(pauses);
    }

    /** So many calendar days from a day on. */
    public record Pause(LocalDate from, long days) {}

    public static StandStill of(List<ContentDoubt> doubts) {
        return new StandStill(doubts.stream()
                .map(doubt -> new Pause(doubt.reportedOn(), doubt.daysStoodStill()))
                .toList());
    }

    /** The day from which to count instead of this one. */
    public LocalDate shift(LocalDate base) {
        return base.plusDays(pauses.stream()
                .filter(pause -> !pause.from().isBefore(base))
                .mapToLong(Pause::days)
                .sum());
    }
}
