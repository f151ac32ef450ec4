package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.integration.TestPrinters;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PIN letter comes out of a printer; if it cannot, the PIN stays where it is, and if nobody knows, the PIN is void. */
class PinMailersTest {

    private static final Actor SECOND = new Actor("hakko-jiro");
    private static StationBench bench;

    @TempDir
    Path folder;

    private ApplicationNumber application;

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    @BeforeEach
    void aCardWhosePinWaits() {
        bench.wire.neverCut();
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
        bench.load(application);
        bench.station.workOnce();
    }

    private PinMailers mailers(MailerPrinter printer) {
        return new PinMailers(printer, bench.station, bench.office.at(Seat.here("station-1")));
    }

    private void print(MailerPrinter printer) {
        mailers(printer).print(number(), StationBench.ISSUER);
    }

    private CardNumber number() {
        return bench.card(application).number();
    }

    private static Consumer<Throwable> refusal(CardRefusal code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused ->
                                assertThat(refused.violations().get(0).code()).isEqualTo(code));
    }

    /** What stands on the paper opens the card, and nothing else on it looks like a PIN. */
    private void assertPaperOpensTheCard(Path paper) throws Exception {
        List<String> lines = TestPrinters.lines(paper);
        assertThat(String.join("\n", lines))
                .contains("PIN通知書", "発行花子 様", number().value(), application.value(), "PIN解除番号");
        List<String> values =
                lines.stream().filter(line -> line.matches("[0-9]{8}")).toList();
        assertThat(values).hasSize(2);
        assertThat(opens(values.get(0))).isTrue();
        assertThat(opens(values.get(1))).as("the unblocking value is no PIN").isFalse();
    }

    private boolean opens(String pin) {
        try (CardSession session = bench.wire.reader().open()) {
            return session.sign(pin.getBytes(StandardCharsets.US_ASCII), new byte[] {1}).length > 0;
        } catch (CardFault wrongPin) {
            return false;
        }
    }

    /** The printer could not, and nothing has happened: it may be tried again. */
    private void assertPinWaits() {
        assertThat(bench.station.status().cards()).singleElement().satisfies(card -> {
            assertThat(card.pinWaits()).isTrue();
            assertThat(card.pinShown()).isFalse();
            assertThat(card.jam()).isEmpty();
        });
    }

    /** The letter is spoiled; under two persons the card gets a new PIN, which a sound printer prints. */
    private void assertJammedAndPrintedAnew() throws Exception {
        assertThat(bench.jams.open(number()))
                .hasValueSatisfying(jam -> assertThat(jam.reason()).startsWith("PIN通知書の印刷を確認できなかった"));
        assertThatThrownBy(() -> bench.station.confirmMailerDestroyed(number(), StationBench.ISSUER))
                .satisfies(refusal(CardRefusal.OWN_JAM));
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.station.workOnce();
        try (TestPrinters.RawPaper paper = new TestPrinters.RawPaper()) {
            print(TestPrinters.raw(paper.port()));
            assertPaperOpensTheCard(paper.received(folder));
        }
        assertThat(bench.card(application).pinRound()).isEqualTo(2);
    }

    @Test
    void ippPrinterPrintsThePinThatOpensTheCardOnce() throws Exception {
        try (TestPrinters.IppEve printer = TestPrinters.IppEve.start(folder)) {
            MailerPrinter ipp = TestPrinters.ipp(printer.address());
            print(ipp);
            assertThat(printer.printed()).hasSize(1);
            assertPaperOpensTheCard(printer.printed().get(0));
            assertThatThrownBy(() -> print(ipp)).satisfies(refusal(CardRefusal.PIN_GONE));
            assertThat(printer.printed()).hasSize(1);
        }
        bench.station.sealed(number(), StationBench.ISSUER);
        assertThat(bench.card(application).state()).isEqualTo(LedgerState.MAILER_PRINTED);
    }

    @Test
    void withoutPaperThePinWaits() throws Exception {
        try (TestPrinters.IppEve printer = TestPrinters.IppEve.start(folder)) {
            MailerPrinter ipp = TestPrinters.ipp(printer.address());
            printer.sheets(0);
            assertThatThrownBy(() -> print(ipp)).satisfies(refusal(CardRefusal.PRINTER_OUT_OF_PAPER));
            assertPinWaits();
            assertThat(printer.printed()).isEmpty();

            printer.sheets(25);
            print(ipp);
            assertPaperOpensTheCard(printer.printed().get(0));
        }
    }

    @Test
    void aPrinterThatIsOffLeavesThePinWaiting() throws Exception {
        int off = TestPrinters.deadPort();
        assertThatThrownBy(() -> print(TestPrinters.ipp("ipp://localhost:%d/ipp/print".formatted(off))))
                .satisfies(refusal(CardRefusal.PRINTER_UNREACHABLE));
        assertPinWaits();
        assertThatThrownBy(() -> print(TestPrinters.raw(off))).satisfies(refusal(CardRefusal.PRINTER_UNREACHABLE));
        assertPinWaits();
        try (TestPrinters.RawPaper paper = new TestPrinters.RawPaper()) {
            print(TestPrinters.raw(paper.port()));
            assertPaperOpensTheCard(paper.received(folder));
        }
    }

    @Test
    void aJobThatThePrinterAbortsIsAJam() throws Exception {
        try (TestPrinters.IppEve printer = TestPrinters.IppEve.start(folder, "/bin/false")) {
            assertThatThrownBy(() -> print(TestPrinters.ipp(printer.address())))
                    .satisfies(refusal(CardRefusal.MAILER_JAMMED));
        }
        assertJammedAndPrintedAnew();
    }

    @Test
    void aPrinterThatIsGoneInMidJobIsAJam() throws Exception {
        try (TestPrinters.IppEve printer = TestPrinters.IppEve.start(folder);
                Cut cut = new Cut(printer.port())) {
            assertThatThrownBy(() -> print(TestPrinters.ipp("ipp://localhost:%d/ipp/print".formatted(cut.port()))))
                    .satisfies(refusal(CardRefusal.MAILER_JAMMED));
            assertThat(printer.printed()).isEmpty();
        }
        assertJammedAndPrintedAnew();
    }

    /** A cable that is pulled out as soon as a job travels through it. */
    private static final class Cut implements AutoCloseable {
        private static final int PRINT_JOB = 2;
        private final HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);

        Cut(int behind) throws IOException {
            server.createContext("/", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (body[3] == PRINT_JOB) {
                    exchange.close();
                    return;
                }
                try {
                    byte[] answer = HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://localhost:" + behind + "/ipp/print"))
                                            .header("Content-Type", "application/ipp")
                                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .body();
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } finally {
                    exchange.close();
                }
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void aSocketThatBreaksInMidJobIsAJam() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> broken = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    int first = in.read();
                    socket.setSoLinger(true, 0);
                    return first;
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            assertThatThrownBy(() -> print(TestPrinters.raw(server.getLocalPort())))
                    .satisfies(refusal(CardRefusal.MAILER_JAMMED));
            assertThat(broken.get()).isEqualTo('%');
        }
        assertJammedAndPrintedAnew();
    }

    @Test
    void aStationShowsOrPrintsButNotBoth() throws Exception {
        PinMailers shown = mailers(TestPrinters.none());
        shown.requireShownOnPage();
        assertThat(shown.arePrinted()).isFalse();
        assertThatThrownBy(() -> shown.print(number(), StationBench.ISSUER))
                .satisfies(refusal(CardRefusal.PRINTER_NONE));
        assertPinWaits();

        PinMailers printed = mailers(TestPrinters.raw(TestPrinters.deadPort()));
        assertThat(printed.arePrinted()).isTrue();
        assertThatThrownBy(printed::requireShownOnPage).satisfies(refusal(CardRefusal.PRINTER_PRINTS));
    }
}
