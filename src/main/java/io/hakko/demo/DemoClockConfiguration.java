package io.hakko.demo;

import io.hakko.calendar.MovableClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The movable clock of the demonstration. Where it stands is kept beside the data, so that time never goes backwards. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoClockConfiguration {

    @Bean
    ClockFile clockFile(@Value("${hakko.home}") java.nio.file.Path home) {
        return new ClockFile(home.resolve("clock"));
    }

    @Bean
    MovableClock movableClock(ClockFile file) {
        return MovableClock.ahead(file.read());
    }
}
