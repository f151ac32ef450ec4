package io.hakko.card.integration;

import io.hakko.card.CardWorker;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.Tries;
import io.hakko.card.integration.WorkerWire.Answer;
import io.hakko.card.integration.WorkerWire.Fault;
import io.hakko.card.integration.WorkerWire.Order;
import io.hakko.card.integration.WorkerWire.Part;
import io.hakko.card.integration.WorkerWire.Settings;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The worker of one card. It has the same vault that a station without workers has, and a reader and a printer of its own. It
 * holds the card only while it obeys an order, and ends at once when the station does, whatever it is doing.
 */
public final class OneCardWorker implements CardWorker {

    /** The worker has one card and need not know its number. */
    private static final CardNumber THE_CARD = CardNumber.of("0000000000000000");

    private final CardSecrets vault = new PinVault();
    private final Function<Settings, CardReader> readers;
    private @Nullable CardReader reader;
    private @Nullable MailerPrinter printer;
    private Optional<CardSecrets.Paper> paper = Optional.empty();

    /** Found by the service loader. */
    public OneCardWorker() {
        this(settings -> {
            if (!settings.reader().equals(ReaderConfiguration.PCSC)) {
                throw new IllegalStateException("a worker has no reader of the kind " + settings.reader());
            }
            try {
                return ReaderConfiguration.pcsc(settings.readerName(), Path.of(settings.managementKeyFile()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    OneCardWorker(Function<Settings, CardReader> readers) {
        this.readers = readers;
    }

    @Override
    public void serve(InputStream orders, OutputStream answers) {
        WorkerLine line = new WorkerLine(orders, answers);
        try {
            Settings settings = line.read(Settings.class);
            settings.properties().forEach(System::setProperty);
            Answer ready = prepare(settings);
            line.write(ready);
            if (ready.fault() != null) {
                return;
            }
            SynchronousQueue<Order> next = new SynchronousQueue<>();
            Thread listener = new Thread(() -> listen(line, next), "orders");
            listener.setDaemon(true);
            listener.start();
            while (true) {
                obey(next.take(), line);
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks for whatever it will need, so that no card is risked without. */
    private Answer prepare(Settings settings) {
        Part part = Part.READER_SETTINGS;
        try {
            CardReader found = readers.apply(settings);
            part = Part.READER;
            if (!found.isConnected()) {
                return noReader();
            }
            reader = found;
            part = Part.PRINTER_SETTINGS;
            printer = PrinterConfiguration.printer(
                    settings.printer(),
                    settings.printerAddress(),
                    Duration.parse(settings.printerPatience()),
                    settings.font());
            return Answer.done();
        } catch (RuntimeException failed) {
            // Its words stay here: they may quote the key file.
            Exception cause = failed.getCause() instanceof IOException unreadable ? unreadable : failed;
            return Answer.notReady(part, cause.getClass().getSimpleName());
        }
    }

    private static Answer noReader() {
        return Answer.notReady(Part.READER, "not found");
    }

    /** A station that is gone ends this process in the middle of whatever it does. */
    private static void listen(WorkerLine line, SynchronousQueue<Order> next) {
        try {
            while (true) {
                next.put(line.read(Order.class));
            }
        } catch (IOException gone) {
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void obey(Order order, WorkerLine line) throws IOException {
        Answer answer;
        try {
            answer = switch (order.act()) {
                case IMPORT_KEY ->
                    withCard(order, card -> {
                        Tries tries = new Tries(order.pinTries(), order.unblockingTries());
                        return Answer.of(
                                new KeyImport().into(card.session(), tries).getEncoded());
                    });
                case SET_PIN ->
                    withCard(order, card -> {
                        vault.setPin(card, THE_CARD, order.digits(), order.unblockable());
                        return Answer.done();
                    });
                case SIGN -> withCard(order, card -> Answer.of(vault.sign(card, THE_CARD, required(order.message()))));
                case PAPER -> {
                    closePaper();
                    paper = Optional.of(vault.paper(THE_CARD, required(printer)));
                    yield Answer.done();
                }
                case PRINT -> {
                    paper.orElseThrow().print(required(order.sheet()).read());
                    yield Answer.done();
                }
                case NO_PAPER -> {
                    closePaper();
                    yield Answer.done();
                }
                case SHOW -> {
                    show(line);
                    yield null;
                }
            };
        } catch (CardFault fault) {
            answer = Answer.failed(Fault.CARD, fault.kind().name(), words(fault));
        } catch (PrinterFault fault) {
            answer = Answer.failed(Fault.PRINTER, fault.kind().name(), fault.detail());
        } catch (RuntimeException failed) {
            // Its words stay here: they may quote a secret.
            answer = Answer.failed(Fault.OTHER, failed.getClass().getSimpleName(), "");
        }
        if (answer != null) {
            line.write(answer);
        }
    }

    private static String words(CardFault fault) {
        return fault.getMessage() == null ? "" : fault.getMessage();
    }

    private void closePaper() {
        paper.ifPresent(CardSecrets.Paper::close);
        paper = Optional.empty();
    }

    private void show(WorkerLine line) {
        vault.show(THE_CARD, (pin, unblocking) -> {
            try {
                line.write(Answer.digitsFollow(pin.length, unblocking.length));
                line.writeDigits(pin);
                line.writeDigits(unblocking);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private Answer withCard(Order order, Function<CardOnTable, Answer> work) {
        CardReader found = required(reader);
        try (CardOnTable table = new CardOnTable(found, ChipSerial.of(required(order.chip())))) {
            try {
                table.session();
            } catch (CardFault fault) {
                if (fault.kind() == CardFault.Kind.ABSENT && !found.isConnected()) {
                    return noReader();
                }
                throw fault;
            }
            return work.apply(table);
        }
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("an order lacks a value");
        }
        return value;
    }
}
