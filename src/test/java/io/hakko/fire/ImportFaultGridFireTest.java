package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.HakkoTest;
import io.hakko.ca.Certificates;
import io.hakko.card.CardRefusal;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.StationCard;
import io.hakko.card.StockRoom;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.integration.FireCards;
import io.hakko.fire.CardWire.Event;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.RefusalCode;
import io.hakko.story.CaseSteps;
import io.hakko.workflow.StaffAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What {@link CardFaultGridFireTest} does, for a card whose key is made by its worker and imported: cards, each worker and the
 * service are processes of their own. The wire fails at each command, whoever sends it, before the card has got it and after it
 * has obeyed; and the worker is killed around the import. The order ends with one live certificate, on a card whose PIN letter
 * opens it. The commands of the import are tried in every build, all of a personalization with {@code -Pchaos}.
 */
@HakkoTest
@Import(ImportFaultGridFireTest.CardsElsewhere.class)
class ImportFaultGridFireTest {

    private static final Path HOME = Fire.home("import-grid");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SELECT = 0xA4;
    private static final int IMPORT = 0xFE;
    private static final int TRIES = 0xFA;
    private static final int SET_PIN = 0x24;
    private static final CardProcess CARDS = CardProcess.start(HOME.resolve("cards.log"));

    /** The reader of another process, for the service and for its workers. */
    @TestConfiguration(proxyBeanMethods = false)
    static class CardsElsewhere {
        @Bean
        CardProcess.Client remoteCards() {
            return CARDS.client();
        }

        @Bean
        CardReader cardReader(CardProcess.Client terminal) {
            return FireCards.piv(terminal.getName(), () -> Optional.of(terminal), terminal.managementKey());
        }

        @Bean
        static BeanFactoryPostProcessor workersOfTheCardProcess() {
            return factory -> factory.registerSingleton(
                    "workerCommand", FireCards.Workers.startedBy(WorkerNode.program(CARDS.port())));
        }
    }

    @Autowired
    AutowireCapableBeanFactory factory;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    CardReader reader;

    @Autowired
    Station station;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    @Autowired
    SimulatedCards hand;

    @Autowired
    StockRoom stock;

    /** A line of its own: that of the service stands still while a command is held. */
    private static CardProcess.Client wire;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private DisturbedCards cards;

    /** Keys are imported. */
    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String profiles = KeyProfiles.write(HOME, Map.of("aosign-g2", KeyProfiles.IMPORT));
        settings.add("hakko.profile-locations", () -> profiles);
        settings.add("hakko.services", () -> "aosign-g2");
        settings.add("hakko.station.reader", () -> "elsewhere");
        settings.add("hakko.station.worker", () -> "process");
    }

    @BeforeAll
    static void line() {
        wire = CARDS.client();
    }

    @AfterAll
    static void stop() {
        CARDS.close();
    }

    @BeforeEach
    void staff() {
        wire.heal();
        cards = new DisturbedCards(CaseSteps.of(factory), ledger, certificates, hand, reader);
        CaseSteps.engage(accounts);
    }

    /** From the moment the worker has the card until the station has it again. */
    private record ImportPart(int first, int last) {

        /** Counted from one. */
        static ImportPart of(List<Integer> commands) {
            int imports = commands.indexOf(IMPORT);
            int first = commands.subList(0, imports).lastIndexOf(SELECT);
            int after = imports + commands.subList(imports, commands.size()).indexOf(SELECT);
            return new ImportPart(first + 1, after + 1);
        }
    }

    @Test
    void everyCommandOfAnImportMayFailBeforeAndAfterTheCardHasObeyed() throws Exception {
        List<Integer> commands = commandsOfAPersonalization();
        ImportPart part = ImportPart.of(commands);
        play(commands, part.first(), part.last(), "import-fault-grid.md");
    }

    @Test
    @Tag("chaos")
    void everyCommandOfAPersonalizationMayFailBeforeAndAfterTheCardHasObeyed() throws Exception {
        List<Integer> commands = commandsOfAPersonalization();
        play(commands, 1, commands.size(), "import-fault-grid-all.md");
        assertThat(outcomes).as("both ways were taken").containsKeys("remade", "the same card");
    }

    private List<Integer> commandsOfAPersonalization() throws Exception {
        ApplicationNumber number = cards.loaded();
        wire.heal();
        station.workOnce();
        List<Integer> commands = wire.instructions();
        assertThat(cards.state(number)).isEqualTo(LedgerState.VERIFIED);
        cards.finish(number);
        cards.assertDeliverable(number, "nothing fails");
        assertThat(commands).contains(0x87, IMPORT, TRIES, SET_PIN, 0x20, 0xDB).doesNotContain(0x47);
        assertThat(commands.stream().filter(command -> command == IMPORT))
                .as("a chain")
                .hasSize(3);
        return commands;
    }

    private void play(List<Integer> commands, int first, int last, String report) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int command = first; command <= last; command++) {
            for (Event fault : List.of(Event.COMMAND_LOST, Event.ANSWER_LOST)) {
                String where = "command %d (INS %02X) %s".formatted(command, commands.get(command - 1), fault);
                ApplicationNumber number = cards.loaded();

                wire.wireAt(command, fault);
                station.workOnce();
                assertThat(wire.instructions())
                        .as(where)
                        .hasSizeGreaterThanOrEqualTo(command)
                        .startsWith(commands.subList(0, command).toArray(Integer[]::new));
                wire.heal();
                assertThat(cards.live(number)).as(where).hasSizeLessThanOrEqualTo(1);

                cards.finish(number);
                cards.assertDeliverable(number, where);
                assertStockIsRight(where);
                String outcome = cards.wasRemade(number) ? "remade" : "the same card";
                outcomes.merge(outcome, 1, Integer::sum);
                rows.add("| %d | %02X | %s | %s |".formatted(command, commands.get(command - 1), fault, outcome));
            }
        }
        Files.createDirectories(Path.of("target", "fire"));
        Files.writeString(
                Path.of("target", "fire", report),
                "| command | INS | fault | outcome |\n|---|---|---|---|\n" + String.join("\n", rows) + "\n",
                StandardCharsets.UTF_8);
    }

    /** Every blank that was taken is a good card or a spoiled one: none was used up on the way. */
    private void assertStockIsRight(String where) {
        assertThat(stock.boxes()).as(where).singleElement().satisfies(box -> {
            assertThat(box.figures().inWork()).as(where).isZero();
            assertThat(box.figures().left()).as(where).isZero();
        });
    }

    @Test
    void workerThatIsKilledAtItsCardLeavesItToTheNextWorker() throws Exception {
        List<Integer> commands = commandsOfAPersonalization();
        int firstImport = commands.indexOf(IMPORT) + 1;
        int lastImport = commands.lastIndexOf(IMPORT) + 1;
        int tries = commands.indexOf(TRIES) + 1;
        int proofPin = commands.indexOf(SET_PIN) + 1;
        int proof = ImportPart.of(commands).last() - 1;
        int holdersPin = proof + commands.subList(proof, commands.size()).indexOf(SET_PIN) + 1;
        assertThat(IntStream.of(firstImport, lastImport, tries, proofPin, proof, holdersPin))
                .isSorted()
                .doesNotHaveDuplicates();
        Map<String, Map.Entry<Integer, Event>> points = new LinkedHashMap<>();
        points.put("before the first FE", Map.entry(firstImport, Event.HELD_BEFORE));
        points.put("in the middle of the chain", Map.entry(firstImport + 1, Event.HELD_AFTER));
        points.put("after the last FE", Map.entry(lastImport, Event.HELD_AFTER));
        points.put("after the tries", Map.entry(tries, Event.HELD_AFTER));
        points.put("with a PIN that nobody knows", Map.entry(proofPin, Event.HELD_AFTER));
        points.put("after the signature of the proof", Map.entry(proof, Event.HELD_AFTER));
        points.put("before the PIN of the holder", Map.entry(holdersPin, Event.HELD_BEFORE));
        points.put("after the PIN of the holder", Map.entry(holdersPin, Event.HELD_AFTER));
        points.put("after the last command", Map.entry(commands.size(), Event.HELD_AFTER));

        for (Map.Entry<String, Map.Entry<Integer, Event>> point : points.entrySet()) {
            ApplicationNumber number = cards.loaded();
            killWorkerAt(
                    point.getKey(), point.getValue().getKey(), point.getValue().getValue());
            assertWaitsWithoutTouchingACard(point.getKey(), number);

            cards.finish(number);
            assertThat(cards.wasRemade(number)).as(point.getKey()).isFalse();
            cards.assertDeliverable(number, point.getKey());
            assertStockIsRight(point.getKey());
        }
    }

    private void killWorkerAt(String where, int command, Event event) {
        wire.wireAt(command, event);
        CompletableFuture<Void> working = CompletableFuture.runAsync(station::workOnce);
        await(where).atMost(PATIENCE).until(wire::isHeld);
        ProcessHandle atTheCard = workers().stream()
                .min(Comparator.comparing(worker -> worker.info().startInstant().orElse(Instant.MAX)))
                .orElseThrow();
        atTheCard.destroyForcibly();
        atTheCard.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        wire.release();
        working.orTimeout(60, TimeUnit.SECONDS).join();
        wire.heal();
    }

    /** The clock stands still: so does the station, as long as the pause is not over. */
    private void assertWaitsWithoutTouchingACard(String where, ApplicationNumber number) {
        for (int round = 0; round < 3; round++) {
            station.workOnce();
            assertThat(problem(number)).as(where).contains(CardRefusal.WORKER_DIED);
            assertThat(workers()).as(where).isEmpty();
        }
        assertThat(wire.instructions())
                .as("%s: the reader is looked at, and nothing is written", where)
                .containsOnly(SELECT, 0xCB);
        assertThat(cards.live(number)).as(where).hasSizeLessThanOrEqualTo(1);
    }

    private Optional<RefusalCode> problem(ApplicationNumber number) {
        return station.status().cards().stream()
                .filter(card -> card.application().equals(number))
                .findFirst()
                .flatMap(StationCard::problem)
                .map(violation -> violation.code());
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child.pid()).contains(WorkerNode.class.getName()))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
