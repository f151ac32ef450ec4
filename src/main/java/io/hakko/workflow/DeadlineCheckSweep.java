package io.hakko.workflow;

import io.hakko.calendar.Zones;
import io.hakko.policy.HouseCalendar;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Compares deadlines with timers once on every business day. */
@Component
class DeadlineCheckSweep implements Sweep {

    private final HouseCalendar calendars;
    private final DeadlineCheck check;
    private final DeadlineAlarms alarms;
    private final Clock clock;

    DeadlineCheckSweep(HouseCalendar calendars, DeadlineCheck check, DeadlineAlarms alarms, Clock clock) {
        this.calendars = calendars;
        this.check = check;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deadline-check";
    }

    @Override
    public void sweep() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        if (!alarms.checkedOn(today) && calendars.house().isBusinessDay(today)) {
            alarms.report(today, check.differences());
        }
    }
}
