package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.CardRefusal;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.integration.TestWorker.Manner;
import io.hakko.card.integration.WorkerWire.Settings;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that can and that cannot work, each a process. */
class WorkerSecretsTest {

    private static final CardNumber CARD = CardNumber.of("0000000000000000");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private volatile Manner manner = Manner.GOOD;
    private WorkerSecrets secrets = new WorkerSecrets(spare(settings("", "page", "")), () -> {});

    @TempDir
    private Path folder;

    private static Settings settings(String keyFile, String printer, String address) {
        return new Settings(
                "pcsc", "no such reader", keyFile, printer, address, "PT20S", "", WorkerCommand.properties());
    }

    private SpareWorker spare(Settings settings) {
        return new SpareWorker(
                () -> {
                    starts.incrementAndGet();
                    return WorkerProcess.start(TestWorker.at(manner), settings, PATIENCE, watch);
                },
                nanos::get);
    }

    /** A station that is started with such workers. */
    private void station(Manner of, Settings settings) {
        secrets.close();
        starts.set(0);
        manner = of;
        secrets = new WorkerSecrets(spare(settings), () -> {});
    }

    private void station(Manner of) {
        station(of, settings("", "page", ""));
    }

    @AfterEach
    void end() {
        secrets.close();
        watch.shutdownNow();
    }

    private void setPin() {
        secrets.setPin(new CardOnTable(new TestWorker.Reader(Manner.GOOD), TestWorker.CHIP), CARD, 8, true);
    }

    private void assertNotReady(String detail) {
        assertThatThrownBy(secrets::requireReady)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .singleElement()
                                .satisfies(violation -> {
                                    assertThat(violation.code()).isEqualTo(CardRefusal.WORKER_NOT_READY);
                                    assertThat(violation.arguments()).hasToString("[" + detail + "]");
                                }));
    }

    @Test
    void workerThatIsReadySetsThePin() {
        secrets.requireReady();
        secrets.requireReady();
        assertThat(starts).hasValue(1);
        setPin();
        assertThat(secrets.has(CARD)).isTrue();
        assertThat(starts).hasValue(2);
    }

    @Test
    void workersWithoutAReaderAreStartedSeldomAndTheCardWaits() {
        station(Manner.BLIND);
        for (int round = 0; round < 5; round++) {
            assertNotReady("reader: not found");
            assertThatThrownBy(this::setPin).isInstanceOf(Refusal.class);
        }
        assertThat(starts).hasValue(2);
        assertThat(secrets.has(CARD)).isFalse();

        nanos.addAndGet(SpareWorker.PAUSE.toNanos() - 1);
        assertNotReady("reader: not found");
        assertThat(starts).hasValue(2);

        nanos.addAndGet(1);
        assertNotReady("reader: not found");
        assertNotReady("reader: not found");
        assertThat(starts).hasValue(3);

        manner = Manner.GOOD;
        nanos.addAndGet(SpareWorker.PAUSE.toNanos());
        setPin();
        assertThat(secrets.has(CARD)).isTrue();
    }

    /** As when the reader is plugged in after the station was started. */
    @Test
    void spareWorkerThatCameTooEarlyIsReplacedAtOnce() {
        station(Manner.BLIND);
        manner = Manner.GOOD;
        secrets.requireReady();
        assertThat(starts).hasValue(2);
    }

    @Test
    void workersThatDieWhileStartingAreStartedSeldom() {
        station(Manner.DEAD);
        assertNotReadyHoweverItEnds();
        assertNotReadyHoweverItEnds();
        assertThat(starts).hasValue(2);
    }

    /** It may be gone before or after it was told its settings. */
    private void assertNotReadyHoweverItEnds() {
        assertThatThrownBy(secrets::requireReady)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.violations().get(0).code()).isEqualTo(CardRefusal.WORKER_NOT_READY));
    }

    @Test
    void readerThatIsGoneLaterLetsTheCardWait() {
        station(Manner.GONE_LATER);
        secrets.requireReady();
        assertThatThrownBy(this::setPin).isInstanceOf(Refusal.class).hasMessage("card.workerNotReady");
        int before = starts.get();
        assertNotReady("reader: not found");
        assertThat(starts).hasValue(before);

        manner = Manner.GOOD;
        nanos.addAndGet(SpareWorker.PAUSE.toNanos());
        setPin();
        assertThat(starts).hasValue(before + 2);
    }

    @Test
    void cardThatWasTouchedOrTakenOutIsAtFault() {
        for (Manner fault : List.of(Manner.GONE_AT_THE_PIN, Manner.CARD_GONE)) {
            station(fault);
            assertThatThrownBy(this::setPin)
                    .isInstanceOfSatisfying(
                            CardFault.class, card -> assertThat(card.kind()).isEqualTo(CardFault.Kind.ABSENT));
        }
    }

    @Test
    void printerSettingsAreCheckedAtTheStart() {
        station(Manner.GOOD, settings("", "ipp", "nowhere"));
        assertNotReady("printer: IllegalStateException");
    }

    /** Who asks second gets no paper, and takes none from who asked first. */
    @Test
    void letterIsPrintedByWhoAskedFirst() throws Exception {
        try (TestPrinters.RawPaper printer = new TestPrinters.RawPaper()) {
            station(Manner.GOOD, settings("", "raw", "raw://localhost:" + printer.port()));
            setPin();
            MailerSheet sheet = new MailerSheet("S", "T", CARD, ApplicationNumber.of("AO-2026-000001"), "H");
            try (CardSecrets.Paper first = secrets.paper(CARD, TestPrinters.none())) {
                assertThatThrownBy(() -> secrets.paper(CARD, TestPrinters.none()))
                        .isInstanceOf(Refusal.class)
                        .hasMessage("card.printer.busy");
                first.print(sheet);
            }
            assertThat(Files.readString(printer.received(folder), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF");
        }
    }

    /** The worker as it is shipped. */
    @Test
    void keyFileAndReaderAreCheckedAtTheStartAndNothingIsQuoted() throws Exception {
        Path keyFile = folder.resolve("key");
        assertShippedWorkerSays(keyFile, "reader, management key file: NoSuchFileException");
        Files.writeString(keyFile, "no key");
        assertShippedWorkerSays(keyFile, "reader, management key file: NumberFormatException");
        Files.writeString(keyFile, "00".repeat(16));
        assertShippedWorkerSays(keyFile, "reader: not found");
    }

    private void assertShippedWorkerSays(Path keyFile, String detail) {
        String classPath = TestWorker.at(Manner.GOOD).program().get(1);
        WorkerCommand shipped =
                new WorkerCommand(List.of("-cp", classPath, "io.hakko.HakkoApplication", "card-worker"));
        secrets.close();
        secrets = new WorkerSecrets(
                new SpareWorker(
                        () -> WorkerProcess.start(shipped, settings(keyFile.toString(), "page", ""), PATIENCE, watch),
                        nanos::get),
                () -> {});
        assertNotReady(detail);
    }

    @Test
    void workerHasThePropertiesOfTheStationButNotOnItsCommandLine() throws Exception {
        System.setProperty(TestWorker.PROPERTY, TestWorker.VALUE);
        System.setProperty(TestWorker.OTHER_PROPERTY, TestWorker.VALUE);
        try {
            station(Manner.TOLD);
            secrets.requireReady();
            List<String> lines = ProcessHandle.current()
                    .children()
                    .map(child -> commandLine(child.pid()))
                    .toList();
            assertThat(lines)
                    .anyMatch(line -> line.contains(Manner.TOLD.name()))
                    .noneMatch(line -> line.contains(TestWorker.VALUE));
        } finally {
            System.clearProperty(TestWorker.PROPERTY);
            System.clearProperty(TestWorker.OTHER_PROPERTY);
        }
        station(Manner.TOLD);
        assertNotReady("reader: not found");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
