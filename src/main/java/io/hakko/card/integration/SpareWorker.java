package io.hakko.card.integration;

import io.hakko.card.CardRefusal;
import io.hakko.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The worker that is started before it is needed. When one that is needed cannot work, none is started for a while; nor when one
 * has died at its work, for longer each time until a card has come through.
 */
final class SpareWorker {

    /** How long no other worker is tried when one cannot work. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    /** How long none is tried after the first death. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    /** How long none is tried at most after a death. */
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final Supplier<WorkerProcess> start;
    private final InstantSource clock;
    private volatile @Nullable WorkerProcess spare;
    private Optional<Hindrance> hindrance = Optional.empty();
    private volatile Duration next = SHORTEST;
    private volatile boolean remembersDeath;

    /** Why no worker is started, and how long. */
    private record Hindrance(Refusal why, Instant since, Duration pause) {

        /** A clock that was set back does not make it longer. */
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(pause));
        }
    }

    SpareWorker(Supplier<WorkerProcess> start, InstantSource clock) {
        this.start = start;
        this.clock = clock;
        startNext();
    }

    /**
     * Makes sure that a worker is ready.
     *
     * @throws Refusal when none is
     */
    synchronized void require() {
        ready();
    }

    /**
     * The one that is ready; the next one is started.
     *
     * @throws Refusal when none is
     */
    synchronized WorkerProcess take() {
        WorkerProcess taken = ready();
        startNext();
        return taken;
    }

    /** A spare one that was in vain may have been killed, or come before the reader: another one is tried at once. */
    private WorkerProcess ready() {
        WorkerProcess kept = spare;
        if (kept != null && isReady(kept)) {
            return kept;
        }
        requirePauseOver();
        if (kept != null && kept.wasReady()) {
            requireFirstDeath();
        }
        close();
        try {
            WorkerProcess fresh = start.get();
            spare = fresh;
            fresh.awaitReady();
            return fresh;
        } catch (Refusal notReady) {
            failed(notReady);
            throw notReady;
        }
    }

    private static boolean isReady(WorkerProcess worker) {
        try {
            worker.awaitReady();
            return worker.isAlive();
        } catch (Refusal notReady) {
            return false;
        }
    }

    private void requirePauseOver() {
        Instant now = clock.instant();
        hindrance = hindrance.filter(last -> !last.isOver(now));
        if (hindrance.isPresent()) {
            throw again(hindrance.get().why());
        }
    }

    private static Refusal again(Refusal why) {
        Refusal refusal = new Refusal(why.violations());
        refusal.initCause(why);
        return refusal;
    }

    private void requireFirstDeath() {
        if (remembersDeath) {
            throw died(new IllegalStateException("the spare worker of a card is gone"));
        }
        remembersDeath = true;
    }

    /** Nobody needs it yet: whoever does will be told. */
    private void startNext() {
        spare = null;
        try {
            spare = start.get();
        } catch (Refusal notStarted) {
            spare = null;
        }
    }

    /** One that is needed cannot work. The next one is another, later. */
    synchronized void failed(Refusal cause) {
        close();
        hindrance = Optional.of(new Hindrance(cause, clock.instant(), PAUSE));
    }

    /**
     * One has died at its work. The next one is another, later. Those that die together, or while none is started anyway, count as
     * one.
     *
     * @return what is to be told about the card
     */
    synchronized Refusal died(RuntimeException how) {
        close();
        Instant now = clock.instant();
        hindrance = hindrance.filter(last -> !last.isOver(now));
        if (hindrance.isEmpty()) {
            Refusal why = new Refusal(CardRefusal.WORKER_DIED, next.toSeconds());
            why.initCause(how);
            hindrance = Optional.of(new Hindrance(why, now, next));
            Duration twice = next.multipliedBy(2);
            next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
            remembersDeath = true;
        }
        return again(hindrance.get().why());
    }

    /**
     * A card has got everything it needs from its worker: what died before is forgotten. Whoever hands out a PIN does not wait for a
     * worker that starts.
     */
    void cameThrough() {
        next = SHORTEST;
        remembersDeath = false;
    }

    /** Ends it; whoever waits for it learns that it is gone. */
    void close() {
        WorkerProcess last = spare;
        spare = null;
        if (last != null) {
            last.end();
        }
    }
}
