package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.integration.WorkerWire.Answer;
import io.hakko.card.integration.WorkerWire.Order;
import io.hakko.card.integration.WorkerWire.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The station's end of the line to one worker. One order at a time; a worker that does not answer is ended. */
final class WorkerProcess {

    private static final long END_SECONDS = 10;

    private final Process process;
    private final WorkerLine line;
    private final Duration patience;
    private final ScheduledExecutorService watch;

    private WorkerProcess(Process process, Duration patience, ScheduledExecutorService watch) {
        this.process = process;
        this.line = new WorkerLine(process.getInputStream(), process.getOutputStream());
        this.patience = patience;
        this.watch = watch;
    }

    /**
     * Starts one that makes itself ready; nobody waits for that here.
     *
     * @param patience how long it may take to obey an order
     */
    static WorkerProcess start(
            WorkerCommand command, Settings settings, Duration patience, ScheduledExecutorService watch) {
        try {
            WorkerProcess started = new WorkerProcess(command.start(), patience, watch);
            started.line.write(settings);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("the worker of a card does not start", failed);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Has an order obeyed.
     *
     * @throws CardFault the card failed
     * @throws PrinterFault the printer did not print
     * @throws SecretLost the worker is gone
     */
    synchronized Answer ask(Order order) {
        return watched(() -> obeyed(order));
    }

    private Answer obeyed(Order order) throws IOException {
        line.write(order);
        return checked(line.read(Answer.class));
    }

    /** What is said over the line. */
    @FunctionalInterface
    private interface Talk<T> {
        T talk() throws IOException;
    }

    private <T> T watched(Talk<T> words) {
        ScheduledFuture<?> late = watch.schedule(process::destroyForcibly, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return words.talk();
        } catch (IOException gone) {
            end();
            throw new SecretLost("the worker of a card is gone");
        } finally {
            late.cancel(false);
        }
    }

    private static Answer checked(Answer answer) {
        WorkerWire.Fault fault = answer.fault();
        if (fault == null) {
            return answer;
        }
        String kind = String.valueOf(answer.kind());
        String words = String.valueOf(answer.words());
        throw switch (fault) {
            case CARD -> new CardFault(CardFault.Kind.valueOf(kind), words);
            case PRINTER -> new PrinterFault(PrinterFault.Kind.valueOf(kind), words);
            case OTHER -> new IllegalStateException("the worker of a card failed: " + kind);
        };
    }

    /** Has the digits handed over for the page; both arrays are wiped. */
    synchronized void show(BiConsumer<byte[], byte[]> to) {
        byte[][] digits = watched(() -> {
            Answer answer = obeyed(Order.of(WorkerWire.Act.SHOW));
            return new byte[][] {line.readDigits(answer.pin()), line.readDigits(answer.unblocking())};
        });
        try {
            end();
            to.accept(digits[0], digits[1]);
        } finally {
            Arrays.fill(digits[0], (byte) 0);
            Arrays.fill(digits[1], (byte) 0);
        }
    }

    /** Ends it, and with it what it knows. Whoever waits for an answer learns that it is gone. */
    void end() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the worker of a card does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
