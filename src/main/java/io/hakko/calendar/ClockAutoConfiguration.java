package io.hakko.calendar;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The system's clock, unless the demonstration, a story or a test brings a {@link MovableClock}. An auto-configuration,
 * because only these are looked at after all other beans are known.
 */
@AutoConfiguration
class ClockAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.system(Zones.TOKYO);
    }
}
