package io.hakko.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five business days from arrival (A-APP-02), by the calendar of 2026 and 2027. */
class IssueTargetsTest {

    private final ServiceProfile profile = new Profiles().current("aosign-g2", LocalDate.of(2026, 11, 24));
    private final BusinessCalendar calendar = BusinessCalendars.byRule(profile.closures());

    @ParameterizedTest
    @CsvSource({
        // Tuesday: 25, 26, 27, 30, 1
        "2026-11-24, 5, 2026-12-01, 2026-12-02T09:00+09:00",
        // over the weekend of the alarm
        "2026-11-27, 5, 2026-12-04, 2026-12-07T09:00+09:00",
        // 12-24, 25, 28, then closed from 12-29 to 01-03 (D-22): 01-04, 01-05
        "2026-12-23, 5, 2027-01-05, 2027-01-06T09:00+09:00",
        // nothing left, and the papers came on a Saturday
        "2026-12-05, 0, 2026-12-07, 2026-12-08T09:00+09:00"
    })
    void countsBusinessDaysAndAlarmsWhenTheWindowOpens(LocalDate from, int days, LocalDate last, OffsetDateTime alarm) {
        Deadline target = IssueTargets.target(from, days, profile, calendar);

        assertThat(target.rolledLastDay()).isEqualTo(last);
        assertThat(target.executeAt()).isEqualTo(alarm.toInstant());
    }

    /** AMB-24: two of five are used when the notice goes out on the second business day. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-11-24, 5",
        "2026-11-24, 2026-11-26, 3",
        "2026-11-24, 2026-11-30, 1",
        "2026-11-24, 2026-12-07, 0"
    })
    void leavesWhatWasNotUsedBeforeTheFirstNotice(LocalDate arrived, LocalDate noticed, int left) {
        assertThat(IssueTargets.daysLeft(arrived, noticed, 5, calendar)).isEqualTo(left);
    }

    @Test
    void profileSaysHowManyDays() {
        assertThat(profile.review().issueBusinessDays()).contains(5);
    }
}
