package io.hakko.story;

import io.hakko.calendar.Zones;
import io.hakko.workflow.EngineTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets time pass in a story: from one due moment to the next, and through the hours of each day at which people at the
 * authority do what they do every day.
 */
@Component
@Profile("embedded")
class StoryTime {

    /** The window opens (A-GEN-13). */
    static final LocalTime MORNING = LocalTime.of(9, 0);

    /** The window closes, reception closes the day's arrivals. */
    static final LocalTime EVENING = LocalTime.of(17, 0);

    private static final Duration HANDS_ON = Duration.ofMinutes(10);

    private final Clock clock;
    private final EngineTime engine;

    StoryTime(Clock clock, EngineTime engine) {
        this.clock = clock;
        this.engine = engine;
    }

    ZonedDateTime now() {
        return clock.instant().atZone(Zones.TOKYO);
    }

    LocalDate today() {
        return now().toLocalDate();
    }

    /** Somebody has worked for a few minutes; what that set off runs. */
    void work(Routine routine) {
        passTo(now().plus(HANDS_ON), routine);
    }

    /** What is due now runs. */
    void settle(Routine routine) {
        engine.runDue();
        routine.attend();
    }

    /** Lets time pass until then. */
    void passTo(ZonedDateTime end, Routine routine) {
        settle(routine);
        while (now().isBefore(end)) {
            stepTowards(end.toInstant(), routine);
        }
    }

    /** Lets time pass until something is due, or until the next hour of the day's work. */
    void passToNext(Routine routine) {
        settle(routine);
        stepTowards(now().plusDays(1).toInstant(), routine);
    }

    private void stepTowards(Instant end, Routine routine) {
        engine.moveTo(nextMoment(end));
        engine.runDue();
        if (now().toLocalTime().equals(EVENING)) {
            routine.closeTheDay();
            engine.runDue();
        }
        routine.attend();
    }

    private Instant nextMoment(Instant end) {
        ZonedDateTime now = now();
        return Stream.of(
                        Stream.of(end),
                        Stream.of(MORNING, EVENING)
                                .map(time -> now.with(time).isAfter(now)
                                        ? now.with(time)
                                        : now.plusDays(1).with(time))
                                .map(ZonedDateTime::toInstant),
                        engine.nextDue().stream())
                .flatMap(moments -> moments)
                .filter(moment -> moment.isAfter(now.toInstant()))
                .min(Instant::compareTo)
                .orElse(end);
    }

    /** What people at the authority do without being told. */
    interface Routine {

        /** In the evening of each day. */
        void closeTheDay();

        /** Whenever something new may lie on the desk. */
        void attend();
    }
}
