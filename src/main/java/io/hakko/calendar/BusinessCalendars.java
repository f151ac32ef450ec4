package io.hakko.calendar;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Business calendars: Japanese holidays by rule, the closure days of a service, and the overrides in force. */
@Service
public class BusinessCalendars {

    private final HolidayRules holidays = new HolidayRules();
    private final DayOverrides overrides;

    BusinessCalendars(DayOverrides overrides) {
        this.overrides = overrides;
    }

    /** The calendar of a service, with the overrides as they stand now. */
    public BusinessCalendar with(ClosureDays closures) {
        return new RuledCalendar(
                holidays,
                closures,
                overrides.all().stream().collect(Collectors.toMap(DayOverride::day, Function.identity())));
    }

    /** The calendar of a service by the rules alone, where no database is at hand. */
    public static BusinessCalendar byRule(ClosureDays closures) {
        return new RuledCalendar(new HolidayRules(), closures, Map.of());
    }
}
