package io.hakko.policy;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** On which days the house works, whatever the service: it is closed when all of its services are. */
@Service
public class HouseCalendar {

    private final Profiles profiles;
    private final BusinessCalendars calendars;

    HouseCalendar(Profiles profiles, BusinessCalendars calendars) {
        this.profiles = profiles;
        this.calendars = calendars;
    }

    /** The calendar of the house, with the overrides as they stand now. */
    public BusinessCalendar house() {
        List<BusinessCalendar> services = profiles.all().stream().map(this::of).toList();
        return day -> reasonClosed(services, day);
    }

    /** The calendar of one service. */
    public BusinessCalendar of(ServiceProfile profile) {
        return calendars.with(profile.closures());
    }

    private static Optional<String> reasonClosed(List<BusinessCalendar> services, LocalDate day) {
        return services.stream().anyMatch(service -> service.isBusinessDay(day))
                ? Optional.empty()
                : services.get(0).reasonClosed(day);
    }
}
