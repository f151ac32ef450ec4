package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosureDaysTest {

    private static final ClosureDays NEW_YEAR = new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3));
    private static final ClosureDays SUMMER = new ClosureDays(MonthDay.of(8, 12), MonthDay.of(8, 16));

    @ParameterizedTest
    @CsvSource({
        "2026-12-28, false",
        "2026-12-29, true",
        "2026-12-31, true",
        "2027-01-01, true",
        "2027-01-03, true",
        "2027-01-04, false"
    })
    void spansTheTurnOfTheYear(LocalDate day, boolean closed) {
        assertThat(NEW_YEAR.contains(day)).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource({"2026-08-11, false", "2026-08-12, true", "2026-08-16, true", "2026-08-17, false"})
    void liesWithinAYear(LocalDate day, boolean closed) {
        assertThat(SUMMER.contains(day)).isEqualTo(closed);
    }

    @Test
    void refusesMoreThanAMonth() {
        assertThatThrownBy(() -> new ClosureDays(MonthDay.of(1, 4), MonthDay.of(1, 3)))
                .hasMessageContaining("more than a month");
        assertThatThrownBy(() -> new ClosureDays(MonthDay.of(12, 1), MonthDay.of(1, 1)))
                .hasMessageContaining("more than a month");
    }
}
