package io.hakko.policy;

import io.hakko.calendar.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * How long a product is valid. It always ends at 23:59:59 in Asia/Tokyo (D-20, B-VAL-01).
 *
 * @param period added to the day of issue
 * @param ends which day around the day so reached is the last
 */
public record ValidityRule(Period period, End ends) {

    private static final int LEGAL_YEARS = 5;
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    /** The last day of a validity. */
    public enum End {
        /** The day reached ({@code n} years + 30 days of service A). */
        SAME_DAY,
        /** The day before (5 years of service A: never over five years). */
        DAY_BEFORE,
        /** The last day of the month reached (service B). */
        END_OF_MONTH
    }

    public ValidityRule {
        Impossible.unless(!period.isNegative() && !period.isZero(), "a validity of %s is impossible", period);
        LocalDate leapCycle = LocalDate.of(2026, 1, 1);
        for (LocalDate issue = leapCycle; issue.isBefore(leapCycle.plusYears(4)); issue = issue.plusDays(1)) {
            Impossible.unless(
                    lastDay(issue, period, ends).isBefore(issue.plusYears(LEGAL_YEARS)),
                    "%s to %s may last longer than %d years (施行規則6条), e.g. from %s",
                    period,
                    ends,
                    LEGAL_YEARS,
                    issue);
        }
    }

    /** The validity of a certificate issued at that instant (A-FEE-02). */
    public Validity from(Instant issuedAt) {
        LocalDate issue = issuedAt.atZone(Zones.TOKYO).toLocalDate();
        return new Validity(
                issuedAt.truncatedTo(ChronoUnit.SECONDS),
                lastDay(issue, period, ends)
                        .atTime(LAST_SECOND)
                        .atZone(Zones.TOKYO)
                        .toInstant());
    }

    private static LocalDate lastDay(LocalDate issue, Period period, End ends) {
        LocalDate reached = issue.plus(period);
        return switch (ends) {
            case SAME_DAY -> reached;
            case DAY_BEFORE -> reached.minusDays(1);
            case END_OF_MONTH -> YearMonth.from(reached).atEndOfMonth();
        };
    }
}
