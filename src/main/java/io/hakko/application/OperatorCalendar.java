package io.hakko.application;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** On which days reception works. */
@Component
class OperatorCalendar {

    private final Profiles profiles;
    private final BusinessCalendars calendars;

    OperatorCalendar(Profiles profiles, BusinessCalendars calendars) {
        this.profiles = profiles;
        this.calendars = calendars;
    }

    /** Whether reception works on a day: when any of the services is open. */
    boolean receptionWorksOn(LocalDate day) {
        return profiles.all().stream().anyMatch(profile -> of(profile).isBusinessDay(day));
    }

    /** The calendar of one service. */
    BusinessCalendar of(ServiceProfile profile) {
        return calendars.with(profile.closures());
    }
}
