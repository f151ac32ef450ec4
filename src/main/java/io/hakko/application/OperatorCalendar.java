package io.hakko.application;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
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

    /** The calendar of the reception, which works for all services: that of the first one. */
    BusinessCalendar reception() {
        return calendars.with(profiles.all().get(0).closures());
    }

    /** The calendar of one service. */
    BusinessCalendar of(ServiceProfile profile) {
        return calendars.with(profile.closures());
    }
}
