package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.TestClockConfiguration;
import io.hakko.calendar.MovableClock;
import io.hakko.card.CardRefusal;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.Tries;
import io.hakko.card.integration.TestWorker.Manner;
import io.hakko.card.integration.WorkerWire.Settings;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that can and that cannot work, each a process. */
class WorkerSecretsTest {

    private static final CardNumber CARD = CardNumber.of("0000000000000000");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger starts = new AtomicInteger();
    private final MovableClock clock = MovableClock.at(TestClockConfiguration.START);
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
                clock);
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

    private void pass(Duration time) {
        clock.moveTo(clock.instant().plus(time));
    }

    /** The operator is told the code; the log, the detail. */
    private void assertNotReady(CardRefusal code, String detail) {
        assertThatThrownBy(secrets::requireReady)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations()).containsExactly(Violation.at("", code)))
                .hasRootCauseMessage("the worker of a card is not ready: " + detail);
    }

    private void assertNoReader() {
        assertNotReady(CardRefusal.WORKER_NO_READER, "READER, not found");
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
            assertNoReader();
            assertThatThrownBy(this::setPin).isInstanceOf(Refusal.class);
        }
        assertThat(starts).hasValue(2);
        assertThat(secrets.has(CARD)).isFalse();

        pass(SpareWorker.PAUSE.minusMillis(1));
        assertNoReader();
        assertThat(starts).hasValue(2);

        pass(Duration.ofMillis(1));
        assertNoReader();
        assertNoReader();
        assertThat(starts).hasValue(3);

        manner = Manner.GOOD;
        pass(SpareWorker.PAUSE);
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
        assertThatThrownBy(this::setPin).isInstanceOf(Refusal.class).hasMessage("card.workerNoReader");
        int before = starts.get();
        assertNoReader();
        assertThat(starts).hasValue(before);

        manner = Manner.GOOD;
        pass(SpareWorker.PAUSE);
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
        assertNotReady(CardRefusal.WORKER_NO_PRINTER, "PRINTER_SETTINGS, IllegalStateException");
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

    private void assertDied(Runnable work, long seconds) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .containsExactly(Violation.at("", CardRefusal.WORKER_DIED, seconds)));
    }

    /** Each time a card is touched, and each time the pause is twice as long, but never more than a minute. */
    @Test
    void workerThatDiesAtEveryOrderIsReplacedAfterAGrowingPause() {
        station(Manner.DIES_AT_THE_PIN);
        for (long seconds : List.of(1L, 2L, 4L, 8L)) {
            secrets.requireReady();
            assertDied(this::setPin, seconds);
            int before = starts.get();
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertDied(secrets::requireReady, seconds);
            assertDied(this::setPin, seconds);
            assertThat(starts).as("none is started meanwhile").hasValue(before);
            assertThat(secrets.has(CARD)).isFalse();
            pass(Duration.ofMillis(1));
        }
        assertDied(this::setPin, 16);
        pass(Duration.ofSeconds(16));
        assertDied(this::setPin, 32);
        pass(Duration.ofSeconds(32));
        assertDied(this::setPin, 60);
        pass(SpareWorker.LONGEST);
        assertDied(this::setPin, 60);
        assertThat(starts)
                .as("two for each order: the one that obeys, and the next one")
                .hasValue(16);

        manner = Manner.GOOD;
        pass(SpareWorker.LONGEST);
        setPin();
        assertThat(secrets.has(CARD)).isTrue();
    }

    @Test
    void cardThatCameThroughMakesThePauseShortAgain() {
        for (Manner bad : List.of(Manner.DIES_AT_THE_PIN, Manner.FAILS_AT_THE_PIN)) {
            station(bad);
            assertDied(this::setPin, 1);
            pass(Duration.ofSeconds(1));
            assertDied(this::setPin, 2);
            pass(Duration.ofSeconds(2));
            manner = Manner.GOOD;
            setPin();
            secrets.show(CARD, (pin, unblocking) -> assertThat(pin).hasSize(8));
            secrets.forget(CARD);
            manner = bad;
            setPin();
            secrets.forget(CARD);
            assertDied(this::setPin, 1);
        }
    }

    @Test
    void workerThatDiesWithAKeyIsReplacedAfterAPause() {
        station(Manner.DIES_AT_THE_KEY);
        CardOnTable card = new CardOnTable(new TestWorker.Reader(Manner.GOOD), TestWorker.CHIP);
        assertDied(() -> secrets.importKey(card, new Tries(10, 10)), 1);
        assertDied(secrets::requireReady, 1);
        pass(Duration.ofSeconds(1));
        assertDied(() -> secrets.importKey(card, new Tries(10, 10)), 2);
    }

    /** The PIN that nobody has seen is gone with it; one that was handed out needs no worker any more. */
    @Test
    void workerThatDiesWithThePinIsReplacedAfterAPause() {
        setPin();
        killAll();
        assertThat(secrets.has(CARD)).isFalse();
        assertDied(secrets::requireReady, 1);
        pass(Duration.ofSeconds(1));
        setPin();
        assertThat(secrets.has(CARD)).isTrue();
        killAll();
        assertDied(secrets::requireReady, 2);

        pass(Duration.ofSeconds(2));
        setPin();
        secrets.markShown(CARD);
        secrets.show(CARD, (pin, unblocking) -> assertThat(pin).hasSize(8));
        secrets.requireReady();
        assertThat(secrets.wasShown(CARD)).isTrue();
    }

    /** A spare worker may have been killed once; one that dies again and again before it is needed is not a spare one. */
    @Test
    void spareWorkerThatDiesIsReplacedAtOnceButNotAgainAndAgain() {
        secrets.requireReady();
        killAll();
        secrets.requireReady();
        assertThat(starts).hasValue(2);
        killAll();
        assertDied(secrets::requireReady, 1);
        assertThat(starts).hasValue(2);
        pass(Duration.ofSeconds(1));
        secrets.requireReady();
    }

    /** Only those of this test: no other one runs beside it. */
    private static void killAll() {
        ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child.pid()).contains(TestWorker.class.getName()))
                .forEach(worker -> {
                    worker.destroyForcibly();
                    worker.onExit().orTimeout(30, TimeUnit.SECONDS).join();
                });
    }

    @Test
    void clockThatIsSetBackDoesNotStopTheStation() {
        AtomicReference<Clock> time = new AtomicReference<>(clock);
        secrets.close();
        secrets = new WorkerSecrets(
                new SpareWorker(
                        () -> WorkerProcess.start(TestWorker.at(manner), settings("", "page", ""), PATIENCE, watch),
                        () -> time.get().instant()),
                () -> {});
        secrets.requireReady();
        manner = Manner.DIES_AT_THE_PIN;
        setPin();
        secrets.forget(CARD);
        assertDied(this::setPin, 1);
        assertDied(secrets::requireReady, 1);

        time.set(MovableClock.at(clock.instant().minusSeconds(3_600)));
        secrets.requireReady();
    }

    /** The worker as it is shipped. */
    @Test
    void keyFileAndReaderAreCheckedAtTheStartAndNothingIsQuoted() throws Exception {
        Path keyFile = folder.resolve("key");
        assertShippedWorkerSays(keyFile, CardRefusal.WORKER_NO_KEY, "READER_SETTINGS, NoSuchFileException");
        Files.writeString(keyFile, "no key");
        assertShippedWorkerSays(keyFile, CardRefusal.WORKER_NO_KEY, "READER_SETTINGS, NumberFormatException");
        Files.writeString(keyFile, "00".repeat(16));
        assertShippedWorkerSays(keyFile, CardRefusal.WORKER_NO_READER, "READER, not found");
    }

    private void assertShippedWorkerSays(Path keyFile, CardRefusal code, String detail) {
        String classPath = TestWorker.at(Manner.GOOD).program().get(1);
        WorkerCommand shipped =
                new WorkerCommand(List.of("-cp", classPath, "io.hakko.HakkoApplication", "card-worker"));
        secrets.close();
        secrets = new WorkerSecrets(
                new SpareWorker(
                        () -> WorkerProcess.start(shipped, settings(keyFile.toString(), "page", ""), PATIENCE, watch),
                        clock),
                () -> {});
        assertNotReady(code, detail);
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
        assertNoReader();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
