package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private static final ClosureDays NEW_YEAR = new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3));

    private final BusinessCalendar calendar = BusinessCalendars.byRule(NEW_YEAR);

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 土曜日",
        "2026-11-22, 日曜日",
        "2026-11-23, 勤労感謝の日",
        "2026-12-29, 休業日",
        "2027-01-01, 元日",
        "2027-01-02, 休業日"
    })
    void saysWhyTheOperatorIsClosed(LocalDate day, String reason) {
        assertThat(calendar.reasonClosed(day)).contains(reason);
        assertThat(calendar.isBusinessDay(day)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21, 2026-11-24",
        "2026-11-24, 2026-11-24",
        "2026-12-26, 2026-12-28",
        "2026-12-29, 2027-01-04",
        "2026-05-02, 2026-05-07"
    })
    void findsTheBusinessDayOnOrAfter(LocalDate day, LocalDate expected) {
        assertThat(calendar.onOrAfter(day)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-20, 2026-11-24", "2026-11-24, 2026-11-25", "2026-12-28, 2027-01-04"})
    void findsTheNextBusinessDay(LocalDate day, LocalDate expected) {
        assertThat(calendar.nextAfter(day)).isEqualTo(expected);
    }

    @Test
    void overridesWin() {
        LocalDate stocktaking = LocalDate.of(2026, 12, 1);
        LocalDate movedEquinox = LocalDate.of(2027, 9, 23);
        LocalDate dayAfter = LocalDate.of(2027, 9, 24);
        BusinessCalendar overridden = new BusinessCalendars(() -> List.of(
                        new DayOverride(stocktaking, false, "棚卸のため休業"),
                        new DayOverride(movedEquinox, true, "官報により秋分の日は9月24日"),
                        new DayOverride(dayAfter, false, "秋分の日（官報）")))
                .with(NEW_YEAR);

        assertThat(overridden.reasonClosed(stocktaking)).contains("棚卸のため休業");
        assertThat(overridden.isBusinessDay(movedEquinox)).isTrue();
        assertThat(overridden.reasonClosed(dayAfter)).contains("秋分の日（官報）");
        assertThat(overridden.reasonClosed(LocalDate.of(2026, 12, 2))).isEmpty();
    }

    @Test
    void readsOverridesEachTime() {
        List<DayOverride> rows = new ArrayList<>();
        BusinessCalendars calendars = new BusinessCalendars(() -> List.copyOf(rows));
        LocalDate day = LocalDate.of(2026, 12, 1);
        assertThat(calendars.with(NEW_YEAR).isBusinessDay(day)).isTrue();

        rows.add(new DayOverride(day, false, "臨時休業"));

        assertThat(calendars.with(NEW_YEAR).isBusinessDay(day)).isFalse();
    }
}
