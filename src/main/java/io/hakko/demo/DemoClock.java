package io.hakko.demo;

import io.hakko.calendar.MovableClock;
import io.hakko.calendar.Zones;
import io.hakko.shared.Refusal;
import io.hakko.workflow.EngineTime;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Moves the demonstration's time. */
@Service
@Profile("demo")
class DemoClock {

    private static final int YEARS_AHEAD = 10;

    private final MovableClock clock;
    private final EngineTime engine;
    private final ClockFile file;

    DemoClock(MovableClock clock, EngineTime engine, ClockFile file) {
        this.clock = clock;
        this.engine = engine;
        this.file = file;
    }

    ZonedDateTime now() {
        return clock.instant().atZone(Zones.TOKYO);
    }

    /** Moves forward. The file is written first: a crash in between may lose seconds but never turns time back. */
    void moveTo(Instant instant) {
        Instant now = clock.instant();
        if (instant.isBefore(now)) {
            throw Refusal.at("/to", DemoRefusal.TIME_BACKWARDS);
        }
        if (instant.isAfter(now.atZone(Zones.TOKYO).plusYears(YEARS_AHEAD).toInstant())) {
            throw Refusal.at("/to", DemoRefusal.TOO_FAR, YEARS_AHEAD);
        }
        file.write(clock.offset().plus(java.time.Duration.between(now, instant)));
        engine.moveTo(instant);
    }
}
