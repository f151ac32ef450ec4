package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules against the npm data set {@code @holiday-jp/holiday_jp} 2.5.1 (DATA section 4). */
class HolidayRulesTest {

    private static final Path ORACLE = Path.of(".ci/node_modules/@holiday-jp/holiday_jp/lib/holidays.js");
    private static final Pattern ENTRY =
            Pattern.compile("date: \"([0-9-]{10})\",\\s+week: [^\\n]+\\s+week_en: [^\\n]+\\s+name: \"([^\"]+)\"");
    private static final int ORACLE_DAYS = 1329;
    private static final LocalDate FROM = LocalDate.of(2022, 1, 1);
    private static final LocalDate TO = LocalDate.of(2051, 1, 1);

    private final HolidayRules rules = new HolidayRules();

    @Test
    void agreesWithTheDataSetFrom2022To2050() throws IOException {
        SortedMap<LocalDate, String> byRule = new TreeMap<>();
        for (int year = FROM.getYear(); year < TO.getYear(); year++) {
            byRule.putAll(rules.holidays(year));
        }

        SortedMap<LocalDate, String> expected = oracle().subMap(FROM, TO);

        assertThat(byRule.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(byRule)
                .allSatisfy((day, name) ->
                        assertThat(expected.get(day)).as(day.toString()).contains(name.equals("国民の休日") ? "休日" : name));
    }

    @Test
    void agreesWithTheDataSetInTheYearsOfTheOlympicGames() throws IOException {
        LocalDate from = LocalDate.of(2020, 1, 1);
        SortedMap<LocalDate, String> byRule = new TreeMap<>(rules.holidays(2020));
        byRule.putAll(rules.holidays(2021));

        assertThat(byRule.keySet())
                .containsExactlyElementsOf(oracle().subMap(from, FROM).keySet());
    }

    @ParameterizedTest
    @CsvSource({"2026, 18", "2027, 17", "2028, 16"})
    void countsTheHolidaysOfAYear(int year, int count) {
        assertThat(rules.holidays(year)).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 元日",
        "2026-05-06, 振替休日",
        "2026-09-21, 敬老の日",
        "2026-09-22, 国民の休日",
        "2026-09-23, 秋分の日",
        "2026-11-23, 勤労感謝の日",
        "2027-03-22, 振替休日",
        "2032-09-21, 国民の休日"
    })
    void namesHolidays(LocalDate day, String name) {
        assertThat(rules.nameOf(day)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-07", "2026-11-24", "2026-12-23", "2026-12-31"})
    void leavesOrdinaryDays(LocalDate day) {
        assertThat(rules.nameOf(day)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2019-12-31", "2100-01-01"})
    void refusesYearsWithoutRules(LocalDate day) {
        assertThatThrownBy(() -> rules.nameOf(day)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SortedMap<LocalDate, String> oracle() throws IOException {
        assertThat(ORACLE)
                .as("the data set of holidays is missing; install it with: npm ci --prefix .ci")
                .exists();
        SortedMap<LocalDate, String> days = new TreeMap<>();
        for (MatchResult entry :
                ENTRY.matcher(Files.readString(ORACLE)).results().toList()) {
            days.put(LocalDate.parse(entry.group(1)), entry.group(2));
        }
        assertThat(days).as("days in the data set").hasSize(ORACLE_DAYS);
        return days;
    }
}
