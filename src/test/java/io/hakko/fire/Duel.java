package io.hakko.fire;

import io.hakko.shared.Refusal;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets two people, or a person and a timer, do something at the same moment: both stand at a barrier, and now the one and
 * now the other is held back for a moment, as the seeded chance will have it.
 */
final class Duel implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final int LONGEST_HESITATION_MICROS = 40_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);
    private final Random chance;

    Duel(Random chance) {
        this.chance = chance;
    }

    /** What both were told; empty: done. */
    record Answers(Optional<Refusal> first, Optional<Refusal> second) {}

    /**
     * Lets both act.
     *
     * @throws Exception whatever one of them met with that is no refusal
     */
    Answers fight(Runnable first, Runnable second) throws Exception {
        long hesitation = TimeUnit.MICROSECONDS.toNanos(chance.nextInt(LONGEST_HESITATION_MICROS));
        boolean firstHesitates = chance.nextBoolean();
        Future<Optional<Refusal>> one = threads.submit(() -> act(first, firstHesitates ? hesitation : 0));
        Future<Optional<Refusal>> two = threads.submit(() -> act(second, firstHesitates ? 0 : hesitation));
        return new Answers(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS), two.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private Optional<Refusal> act(Runnable action, long hesitationNanos) throws Exception {
        start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        LockSupport.parkNanos(hesitationNanos);
        try {
            action.run();
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(refused);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
