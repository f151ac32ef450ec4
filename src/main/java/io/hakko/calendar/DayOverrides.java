package io.hakko.calendar;

import java.util.List;

/** Where the overrides of days are kept. */
@FunctionalInterface
interface DayOverrides {
    List<DayOverride> all();
}
