package io.hakko.card.integration;

import io.hakko.shared.Refusal;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The worker that is started before it is needed. When one that is needed cannot work, none is started for a while. */
final class SpareWorker {

    /** How long no other worker is tried. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Supplier<WorkerProcess> start;
    private final LongSupplier nanos;
    private volatile @Nullable WorkerProcess spare;
    private @Nullable Refusal hindrance;
    private long hinderedAt;

    /** @param nanos as {@link System#nanoTime} */
    SpareWorker(Supplier<WorkerProcess> start, LongSupplier nanos) {
        this.start = start;
        this.nanos = nanos;
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
        Refusal last = hindrance;
        if (last != null && nanos.getAsLong() - hinderedAt < PAUSE.toNanos()) {
            throw new Refusal(last.violations());
        }
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
        hindrance = cause;
        hinderedAt = nanos.getAsLong();
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
