package io.hakko.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that can be moved forward: for the demonstration, the stories and tests. Never a bean in production. Either
 * stands still at an instant or runs with an offset to the system's time.
 */
public final class MovableClock extends Clock {

    private record Setting(Clock base, Duration offset, boolean running) {}

    private final AtomicReference<Setting> setting;
    private final ZoneId zone;

    private MovableClock(AtomicReference<Setting> setting, ZoneId zone) {
        this.setting = setting;
        this.zone = zone;
    }

    private static MovableClock of(Setting setting) {
        return new MovableClock(new AtomicReference<>(setting), Zones.TOKYO);
    }

    /** A clock that stands still. */
    public static MovableClock at(Instant instant) {
        return of(new Setting(Clock.fixed(instant, Zones.TOKYO), Duration.ZERO, false));
    }

    /** A clock that runs, ahead of the system's time. */
    public static MovableClock ahead(Duration offset) {
        return of(new Setting(Clock.system(Zones.TOKYO), offset, true));
    }

    /** Moves to an instant; time never goes backwards. */
    public void moveTo(Instant instant) {
        setting.updateAndGet(at -> {
            Setting now = Objects.requireNonNull(at);
            Instant current = now.base().instant().plus(now.offset());
            if (instant.isBefore(current)) {
                throw new IllegalArgumentException("time does not go backwards");
            }
            return new Setting(now.base(), now.offset().plus(Duration.between(current, instant)), now.running());
        });
    }

    /** Whether time goes on by itself. */
    public boolean isRunning() {
        return current().running();
    }

    /** How far ahead of its base this clock is. */
    public Duration offset() {
        return current().offset();
    }

    @Override
    public Instant instant() {
        Setting now = current();
        return now.base().instant().plus(now.offset());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock in another zone: it moves with this one. */
    @Override
    public MovableClock withZone(ZoneId other) {
        return new MovableClock(setting, other);
    }

    private Setting current() {
        return Objects.requireNonNull(setting.get());
    }
}
