package io.hakko.workflow;

import io.hakko.calendar.MovableClock;
import io.hakko.shared.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The engine's idea of time. It follows the movable clock of the demonstration and the stories; with any other clock it
 * is the system's time and nothing here can move it.
 */
@Component
public class EngineTime implements DisposableBean {

    private final Clock clock;
    private final ManagementService management;
    private final Engine engine;
    private final SweepRunner sweeps;

    EngineTime(Clock clock, ManagementService management, Engine engine, SweepRunner sweeps) {
        this.clock = clock;
        this.management = management;
        this.engine = engine;
        this.sweeps = sweeps;
        if (clock instanceof MovableClock movable) {
            follow(movable);
        }
    }

    /**
     * Moves the movable clock forward, and the engine with it.
     *
     * @throws IllegalStateException when the clock is not movable
     */
    public void moveTo(Instant instant) {
        if (!(clock instanceof MovableClock movable)) {
            throw new IllegalStateException("the clock cannot be moved");
        }
        movable.moveTo(instant);
        follow(movable);
    }

    /** When the next job of the engine is due; empty when there is none. */
    public Optional<Instant> nextDue() {
        return engine
                .call(
                        Actor.PROCESS,
                        () -> management
                                .createJobQuery()
                                .active()
                                .withRetriesLeft()
                                .orderByJobDuedate()
                                .asc()
                                .listPage(0, 1))
                .stream()
                .map(Job::getDuedate)
                .map(due -> due == null ? clock.instant() : due.toInstant())
                .findFirst();
    }

    /**
     * Runs the sweeps and every job that is due now, in the order of due dates, until nothing is due: what the job
     * executor does by itself in a running service.
     *
     * @throws RuntimeException of the first job that fails
     */
    public void runDue() {
        sweeps.runAll();
        Optional<Job> job = nextExecutable();
        while (job.isPresent()) {
            management.executeJob(job.get().getId());
            job = nextExecutable();
        }
    }

    private Optional<Job> nextExecutable() {
        return engine
                .call(
                        Actor.PROCESS,
                        () -> management
                                .createJobQuery()
                                .active()
                                .withRetriesLeft()
                                .duedateLowerThan(Date.from(clock.instant().plusMillis(1)))
                                .orderByJobDuedate()
                                .asc()
                                .listPage(0, 1))
                .stream()
                .findFirst();
    }

    private static void follow(MovableClock movable) {
        // Read in this order, the engine is never ahead of our clock: what it begins now is due now.
        Instant ours = movable.instant();
        Duration ahead = Duration.between(Clock.systemUTC().instant(), ours);
        if (movable.isRunning()) {
            ClockUtil.offset(ahead.toMillis());
        } else {
            ClockUtil.setCurrentTime(Date.from(movable.instant()));
        }
    }

    @Override
    public void destroy() {
        ClockUtil.reset();
    }
}
