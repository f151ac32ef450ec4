package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ClockAutoConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClockAutoConfiguration.class));

    @Test
    void givesTheSystemClockInTokyo() {
        runner.run(context -> assertThat(context.getBean(Clock.class)).isEqualTo(Clock.system(Zones.TOKYO)));
    }

    @Test
    void givesWayToAnotherClock() {
        MovableClock still = MovableClock.at(Instant.parse("2026-11-24T00:00:00Z"));

        runner.withBean(MovableClock.class, () -> still)
                .run(context -> assertThat(context.getBean(Clock.class)).isSameAs(still));
    }
}
