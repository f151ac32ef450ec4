package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void standsStillUntilMoved() {
        MovableClock clock = MovableClock.at(START);

        clock.moveTo(START.plusSeconds(60));

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
        assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(1));
        assertThat(clock.isRunning()).isFalse();
        assertThat(clock.getZone()).isEqualTo(Zones.TOKYO);
    }

    @Test
    void neverGoesBackwards() {
        MovableClock clock = MovableClock.at(START);

        assertThatThrownBy(() -> clock.moveTo(START.minusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void movesInEveryZone() {
        MovableClock clock = MovableClock.at(START);
        Clock elsewhere = clock.withZone(ZoneOffset.UTC);

        clock.moveTo(START.plusSeconds(60));

        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(60));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void runsAheadOfTheSystem() {
        MovableClock clock = MovableClock.ahead(Duration.ofDays(30));

        assertThat(clock.isRunning()).isTrue();
        assertThat(Duration.between(Clock.systemUTC().instant(), clock.instant()))
                .isCloseTo(Duration.ofDays(30), Duration.ofMinutes(1));
    }
}
