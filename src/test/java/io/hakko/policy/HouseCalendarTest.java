package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import io.hakko.calendar.BusinessCalendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HakkoTest
class HouseCalendarTest {

    @Autowired
    HouseCalendar calendars;

    @Autowired
    Profiles profiles;

    @Test
    void theHouseIsClosedWhenAllItsServicesAre() {
        BusinessCalendar house = calendars.house();

        assertThat(house.reasonClosed(LocalDate.of(2026, 11, 23))).contains("勤労感謝の日");
        assertThat(house.isBusinessDay(LocalDate.of(2026, 11, 24))).isTrue();
        assertThat(house.nextAfter(LocalDate.of(2026, 12, 28))).isEqualTo(LocalDate.of(2027, 1, 4));
    }

    @Test
    void aServiceIsClosedOnItsOwnDays() {
        assertThat(calendars.of(profiles.all().get(0)).isBusinessDay(LocalDate.of(2026, 12, 29)))
                .isFalse();
    }
}
