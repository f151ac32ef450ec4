package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of D-04, whatever the days, the closures and the overrides are. */
class DeadlinePropertyTest {

    private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
    private static final int DAYS = 28 * 365;
    private static final ClosureDays NEW_YEAR = new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3));

    private final Deadlines deadlines = new Deadlines();

    @Property
    void neverEndsOrExecutesOnAClosedDay(
            @ForAll("days") LocalDate base,
            @ForAll @IntRange(max = 366) int days,
            @ForAll("calendars") BusinessCalendar calendar) {
        Deadline deadline = deadlines.daysAfter(base, days, calendar);

        ZonedDateTime execution = deadline.executeAt().atZone(Zones.TOKYO);
        assertThat(calendar.isBusinessDay(deadline.rolledLastDay())).isTrue();
        assertThat(calendar.isBusinessDay(execution.toLocalDate())).isTrue();
        assertThat(execution.toLocalTime()).isEqualTo(LocalTime.of(16, 0));
    }

    @Property
    void doesNotCountTheFirstDayAndRollsOverClosedDaysOnly(
            @ForAll("days") LocalDate base,
            @ForAll @IntRange(max = 366) int days,
            @ForAll("calendars") BusinessCalendar calendar) {
        Deadline deadline = deadlines.daysAfter(base, days, calendar);

        assertThat(deadline.lastDay()).isEqualTo(base.plusDays(days));
        assertThat(deadline.lastDay().datesUntil(deadline.rolledLastDay())).noneMatch(calendar::isBusinessDay);
        LocalDate executedOn = deadline.executeAt().atZone(Zones.TOKYO).toLocalDate();
        assertThat(deadline.rolledLastDay().plusDays(1).datesUntil(executedOn)).noneMatch(calendar::isBusinessDay);
    }

    @Property
    void isMonotoneInTheFirstDayAndInTheNumberOfDays(
            @ForAll("days") LocalDate base,
            @ForAll @IntRange(max = 60) int later,
            @ForAll @IntRange(max = 300) int days,
            @ForAll @IntRange(max = 60) int more,
            @ForAll("calendars") BusinessCalendar calendar) {
        Deadline early = deadlines.daysAfter(base, days, calendar);
        Deadline late = deadlines.daysAfter(base.plusDays(later), days + more, calendar);

        assertThat(late.lastDay()).isAfterOrEqualTo(early.lastDay());
        assertThat(late.rolledLastDay()).isAfterOrEqualTo(early.rolledLastDay());
        assertThat(late.executeAt()).isAfterOrEqualTo(early.executeAt());
    }

    @Property
    void leavesTheWholeLastDay(
            @ForAll("days") LocalDate base,
            @ForAll @IntRange(max = 366) int days,
            @ForAll("calendars") BusinessCalendar calendar) {
        Deadline deadline = deadlines.daysAfter(base, days, calendar);

        var midnight =
                deadline.rolledLastDay().plusDays(1).atStartOfDay(Zones.TOKYO).toInstant();
        assertThat(Duration.between(midnight, deadline.executeAt())).isGreaterThanOrEqualTo(Duration.ofHours(16));
    }

    @Property
    void latestOfIsOneOfThemAndNotBeforeAny(
            @ForAll("days") LocalDate one,
            @ForAll("days") LocalDate other,
            @ForAll("calendars") BusinessCalendar calendar) {
        Deadline first = deadlines.daysAfter(one, 30, calendar);
        Deadline second = deadlines.daysAfter(other, 10, calendar);

        Deadline latest = deadlines.latestOf(first, second);

        assertThat(latest).isIn(first, second).isEqualTo(deadlines.latestOf(second, first));
        assertThat(latest.executeAt()).isAfterOrEqualTo(first.executeAt()).isAfterOrEqualTo(second.executeAt());
    }

    @Property
    void countingBusinessDaysForwardAndBackAgrees(
            @ForAll("days") LocalDate base,
            @ForAll @IntRange(max = 30) int count,
            @ForAll("calendars") BusinessCalendar calendar) {
        LocalDate end = deadlines.businessDaysAfter(base, count, calendar);

        assertThat(deadlines.businessDaysBetween(base, end, calendar)).isEqualTo(count);
        assertThat(count == 0 || calendar.isBusinessDay(end)).isTrue();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, DAYS).map(FIRST::plusDays);
    }

    @Provide
    Arbitrary<BusinessCalendar> calendars() {
        Arbitrary<DayOverride> overrides = Combinators.combine(days(), Arbitraries.of(true, false))
                .as((day, open) -> new DayOverride(day, open, "試験"));
        return overrides
                .list()
                .ofMaxSize(40)
                .uniqueElements(DayOverride::day)
                .map(rows -> new BusinessCalendars(() -> List.copyOf(rows)).with(NEW_YEAR));
    }
}
