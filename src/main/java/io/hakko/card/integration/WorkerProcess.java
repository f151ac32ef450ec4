package io.hakko.card.integration;

import io.hakko.card.CardRefusal;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.integration.WorkerWire.Answer;
import io.hakko.card.integration.WorkerWire.Order;
import io.hakko.card.integration.WorkerWire.Part;
import io.hakko.card.integration.WorkerWire.Settings;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The station's end of the line to one worker. One order at a time; a worker that does not answer is ended. */
final class WorkerProcess {

    private static final long END_SECONDS = 10;
    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final WorkerLine line;
    private final Duration patience;
    private final ScheduledExecutorService watch;
    private boolean ready;

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
            started.tell(settings);
            return started;
        } catch (IOException failed) {
            throw notReady(CardRefusal.WORKER_NOT_READY, failed);
        }
    }

    private void tell(Settings settings) throws IOException {
        try {
            line.write(settings);
        } catch (IOException gone) {
            end();
            throw gone;
        }
    }

    /** The operator is told what to look at; the log, how it is said by whoever noticed. */
    private static Refusal notReady(CardRefusal what, Exception how) {
        Refusal refusal = new Refusal(what);
        refusal.initCause(how);
        return refusal;
    }

    private static Refusal lacking(Part part, String words) {
        CardRefusal what = switch (part) {
            case READER -> CardRefusal.WORKER_NO_READER;
            case READER_SETTINGS -> CardRefusal.WORKER_NO_KEY;
            case PRINTER_SETTINGS -> CardRefusal.WORKER_NO_PRINTER;
        };
        return notReady(
                what, new IllegalStateException("the worker of a card is not ready: %s, %s".formatted(part, words)));
    }

    /**
     * Waits until it has said that it is ready.
     *
     * @throws Refusal when it says that it is not, or is gone
     */
    synchronized void awaitReady() {
        if (ready) {
            return;
        }
        try {
            watched(START_PATIENCE, () -> checked(line.read(Answer.class)));
        } catch (SecretLost gone) {
            throw notReady(CardRefusal.WORKER_NOT_READY, gone);
        }
        ready = true;
    }

    /** Whether it has ever said that it is ready. */
    synchronized boolean wasReady() {
        return ready;
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
     * @throws Refusal the worker finds no reader; the card was not touched
     */
    synchronized Answer ask(Order order) {
        return watched(patience, () -> obeyed(order));
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

    private <T> T watched(Duration time, Talk<T> words) {
        ScheduledFuture<?> late = watch.schedule(process::destroyForcibly, time.toMillis(), TimeUnit.MILLISECONDS);
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
            case NOT_READY -> lacking(Part.valueOf(kind), words);
            case OTHER -> new IllegalStateException("the worker of a card failed: " + kind);
        };
    }

    /** Has the digits handed over for the page; both arrays are wiped. */
    synchronized void show(BiConsumer<byte[], byte[]> to) {
        byte[][] digits = watched(patience, () -> {
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
