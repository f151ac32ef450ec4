package io.hakko.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * 国民の祝日に関する法律 as rules: fixed days, Happy Mondays, equinoxes by formula, 振替休日 (3条2項) and 国民の休日 (3条3項).
 * The law as it stands since 2020. Equinoxes become official by the 官報 of the February before; a {@link DayOverride}
 * corrects a year in which the formula should fail.
 */
public final class HolidayRules {

    static final int FIRST_YEAR = 2020;
    static final int LAST_YEAR = 2099;

    private static final String SUBSTITUTE = "振替休日";
    private static final String BETWEEN = "国民の休日";

    private final Map<Integer, SortedMap<LocalDate, String>> years = new ConcurrentHashMap<>();

    /** Name of the holiday, if it is one. */
    public Optional<String> nameOf(LocalDate day) {
        return Optional.ofNullable(holidays(day.getYear()).get(day));
    }

    /** All holidays of a year with their names. */
    public SortedMap<LocalDate, String> holidays(int year) {
        return years.computeIfAbsent(year, HolidayRules::compute);
    }

    private static SortedMap<LocalDate, String> compute(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("no holiday rules for the year " + year);
        }
        SortedMap<LocalDate, String> named = named(year);
        SortedMap<LocalDate, String> all = new TreeMap<>(named);
        for (LocalDate holiday : named.keySet()) {
            if (holiday.getDayOfWeek() == DayOfWeek.SUNDAY) {
                all.put(firstFreeAfter(holiday, named), SUBSTITUTE);
            }
            LocalDate between = holiday.plusDays(1);
            if (!all.containsKey(between) && named.containsKey(holiday.plusDays(2))) {
                all.put(between, BETWEEN);
            }
        }
        return Collections.unmodifiableSortedMap(all);
    }

    private static LocalDate firstFreeAfter(LocalDate holiday, SortedMap<LocalDate, String> named) {
        LocalDate candidate = holiday.plusDays(1);
        while (named.containsKey(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    private static SortedMap<LocalDate, String> named(int year) {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        days.put(LocalDate.of(year, 1, 1), "元日");
        days.put(monday(year, Month.JANUARY, 2), "成人の日");
        days.put(LocalDate.of(year, 2, 11), "建国記念の日");
        days.put(LocalDate.of(year, 2, 23), "天皇誕生日");
        days.put(LocalDate.of(year, 3, equinox(20.8431, year)), "春分の日");
        days.put(LocalDate.of(year, 4, 29), "昭和の日");
        days.put(LocalDate.of(year, 5, 3), "憲法記念日");
        days.put(LocalDate.of(year, 5, 4), "みどりの日");
        days.put(LocalDate.of(year, 5, 5), "こどもの日");
        days.put(marineDay(year), "海の日");
        days.put(mountainDay(year), "山の日");
        days.put(monday(year, Month.SEPTEMBER, 3), "敬老の日");
        days.put(LocalDate.of(year, 9, equinox(23.2488, year)), "秋分の日");
        days.put(sportsDay(year), "スポーツの日");
        days.put(LocalDate.of(year, 11, 3), "文化の日");
        days.put(LocalDate.of(year, 11, 23), "勤労感謝の日");
        return days;
    }

    /** Day of the month of an equinox, valid from 1980 to 2099. */
    private static int equinox(double in1980, int year) {
        int since = year - 1980;
        return (int) (in1980 + 0.242194 * since) - since / 4;
    }

    private static LocalDate marineDay(int year) {
        return switch (year) {
            case 2020 -> LocalDate.of(year, 7, 23);
            case 2021 -> LocalDate.of(year, 7, 22);
            default -> monday(year, Month.JULY, 3);
        };
    }

    private static LocalDate mountainDay(int year) {
        return switch (year) {
            case 2020 -> LocalDate.of(year, 8, 10);
            case 2021 -> LocalDate.of(year, 8, 8);
            default -> LocalDate.of(year, 8, 11);
        };
    }

    private static LocalDate sportsDay(int year) {
        return switch (year) {
            case 2020 -> LocalDate.of(year, 7, 24);
            case 2021 -> LocalDate.of(year, 7, 23);
            default -> monday(year, Month.OCTOBER, 2);
        };
    }

    private static LocalDate monday(int year, Month month, int ordinal) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(ordinal, DayOfWeek.MONDAY));
    }
}
