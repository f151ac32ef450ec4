package io.hakko.story;

import io.hakko.calendar.MovableClock;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The clock of a story stands still between the steps. */
@Configuration(proxyBeanMethods = false)
@Profile("story")
class StoryClockConfiguration {

    @Bean
    MovableClock storyClock(@Value("${hakko.story.begin}") Instant begin) {
        return MovableClock.at(begin);
    }
}
