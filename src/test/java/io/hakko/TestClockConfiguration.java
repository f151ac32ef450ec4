package io.hakko;

import io.hakko.calendar.MovableClock;
import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clock of tests: stands still at 2026-11-24 09:00 JST until a test moves it. */
@TestConfiguration(proxyBeanMethods = false)
public class TestClockConfiguration {

    public static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

    @Bean
    @Primary
    MovableClock testClock() {
        return MovableClock.at(START);
    }
}
