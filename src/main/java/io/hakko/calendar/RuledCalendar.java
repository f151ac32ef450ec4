package io.hakko.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Overrides first, then closure days, holidays and weekends. */
final class RuledCalendar implements BusinessCalendar {

    private final HolidayRules holidays;
    private final ClosureDays closures;
    private final Map<LocalDate, DayOverride> overrides;

    RuledCalendar(HolidayRules holidays, ClosureDays closures, Map<LocalDate, DayOverride> overrides) {
        this.holidays = holidays;
        this.closures = closures;
        this.overrides = Map.copyOf(overrides);
    }

    @Override
    public Optional<String> reasonClosed(LocalDate day) {
        DayOverride override = overrides.get(day);
        if (override != null) {
            return override.open() ? Optional.empty() : Optional.of(override.reason());
        }
        Optional<String> holiday = holidays.nameOf(day);
        if (holiday.isPresent()) {
            return holiday;
        }
        if (closures.contains(day)) {
            return Optional.of("休業日");
        }
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> Optional.of("土曜日");
            case SUNDAY -> Optional.of("日曜日");
            default -> Optional.empty();
        };
    }
}
