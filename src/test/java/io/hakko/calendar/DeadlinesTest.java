package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of D-01, D-04 and D-22. */
class DeadlinesTest {

    private final BusinessCalendar calendar =
            BusinessCalendars.byRule(new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3)));
    private final Deadlines deadlines = new Deadlines();

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 20, 2026-12-14, 2026-12-14, 2026-12-15T16:00+09:00",
        "2026-11-24, 30, 2026-12-24, 2026-12-24, 2026-12-25T16:00+09:00",
        "2026-11-26, 30, 2026-12-26, 2026-12-28, 2027-01-04T16:00+09:00",
        "2026-11-24, 50, 2027-01-13, 2027-01-13, 2027-01-14T16:00+09:00",
        "2026-12-11, 20, 2026-12-31, 2027-01-04, 2027-01-05T16:00+09:00",
        "2026-09-01, 21, 2026-09-22, 2026-09-24, 2026-09-25T16:00+09:00"
    })
    void countsRollsAndExecutes(
            LocalDate base, int days, LocalDate lastDay, LocalDate rolled, OffsetDateTime executeAt) {
        assertThat(deadlines.daysAfter(base, days, calendar))
                .isEqualTo(new Deadline(lastDay, rolled, executeAt.toInstant()));
    }

    @Test
    void executesAtTheTimeOfTheProfile() {
        Deadline deadline = deadlines.daysAfter(LocalDate.of(2026, 11, 24), 30, LocalTime.of(9, 30), calendar);

        assertThat(deadline.executeAt()).isEqualTo("2026-12-25T00:30:00Z");
    }

    @Test
    void doesNotRollWhereTheProfileSaysSo() {
        Deadline deadline =
                deadlines.endingOn(LocalDate.of(2026, 12, 26), Roll.NONE, Deadlines.EXECUTION_TIME, calendar);

        assertThat(deadline.rolledLastDay()).isEqualTo("2026-12-26");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-28T07:00:00Z");
    }

    @Test
    void includesArrivalsUntilTheRolledLastDay() {
        Deadline deadline = deadlines.daysAfter(LocalDate.of(2026, 11, 26), 30, calendar);

        assertThat(deadline.includes(LocalDate.of(2026, 12, 28))).isTrue();
        assertThat(deadline.includes(LocalDate.of(2026, 12, 29))).isFalse();
    }

    @Test
    void takesTheLatest() {
        Deadline thirtyAfterDispatch = deadlines.daysAfter(LocalDate.of(2026, 11, 24), 30, calendar);
        Deadline tenAfterReminder = deadlines.daysAfter(LocalDate.of(2026, 12, 15), 10, calendar);
        Deadline tenAfterEarlyReminder = deadlines.daysAfter(LocalDate.of(2026, 12, 1), 10, calendar);

        assertThat(deadlines.latestOf(thirtyAfterDispatch, tenAfterReminder)).isEqualTo(tenAfterReminder);
        assertThat(deadlines.latestOf(thirtyAfterDispatch, tenAfterEarlyReminder))
                .isEqualTo(thirtyAfterDispatch);
        assertThat(deadlines.latestOf(thirtyAfterDispatch)).isEqualTo(thirtyAfterDispatch);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 0, 2026-11-24",
        "2026-11-24, 5, 2026-12-01",
        "2026-12-24, 5, 2027-01-06",
        "2026-11-21, 1, 2026-11-24"
    })
    void countsBusinessDays(LocalDate base, int count, LocalDate expected) {
        LocalDate found = deadlines.businessDaysAfter(base, count, calendar);

        assertThat(found).isEqualTo(expected);
        assertThat(deadlines.businessDaysBetween(base, found, calendar)).isEqualTo(count);
    }

    @Test
    void countsNoBusinessDaysBackwards() {
        assertThat(deadlines.businessDaysBetween(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 24), calendar))
                .isZero();
    }

    @Test
    void refusesNegativeCounts() {
        LocalDate day = LocalDate.of(2026, 11, 24);

        assertThatThrownBy(() -> deadlines.daysAfter(day, -1, calendar)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> deadlines.businessDaysAfter(day, -1, calendar))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesADeadlineThatRollsBackwards() {
        LocalDate day = LocalDate.of(2026, 11, 24);

        assertThatThrownBy(() -> new Deadline(
                        day,
                        day.minusDays(1),
                        OffsetDateTime.parse("2026-11-25T16:00+09:00").toInstant()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
