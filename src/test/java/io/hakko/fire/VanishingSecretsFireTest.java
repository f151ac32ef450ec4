package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.card.integration.TestPrinters;
import io.hakko.fire.SecretScan.Finding;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/**
 * PINs and private keys are gone when the worker of their card is gone. Cards of two services are made at a station of its own,
 * with keys from the card and with keys that are imported, along good and failing ways, each letter on a printer of port 9100;
 * station and workers are killed around the import of a key.
 * Then everything that lives on is searched: memory and heap of server and station, and whatever either has written. The
 * secrets are learnt from the paper and from the process of the simulated cards; a canary is found in every kind of place.
 */
class VanishingSecretsFireTest {

    private static final Path HOME = Fire.home("vanishing");
    private static final Path TEMP = HOME.resolve("tmp");

    /** Not searched: the paper, and what the search itself writes. */
    private static final Path BESIDE = Fire.home("vanishing-beside");

    private static final String PASSWORD = "a-password-of-this-test";
    private static final String STATION = "station-v";
    private static final String CANARY = "canary-91c2d47f3a";
    private static final String ON_CARD = "aosign-g2";
    private static final String IMPORTED = "diacert-plus";
    private static final int GENERATE = 0x47;
    private static final int IMPORT = 0xFE;
    private static final int SELECT = 0xA4;
    private static final int SET_PIN = 0x24;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static FireDatabase database;
    private static CardProcess cards;
    private static CardProcess.Client hand;
    private static ServiceProcess server;
    private static ServiceProcess station;
    private static Printer printer;
    private static Invariants invariants;

    /** The commands of a personalization that nothing disturbs, the last one of an imported key. */
    private static List<Integer> commands = List.of();

    /** PINs and unblocking values as they stood on paper. */
    private static final List<String> ON_PAPER = new ArrayList<>();

    /** Lets the server keep a canary. */
    static class Hold {
        @Bean
        FireCommand holdCommand() {
            return HeldCanary.command();
        }
    }

    @BeforeAll
    static void play() throws Exception {
        Fire.again(HOME);
        Files.createDirectories(TEMP);
        String profiles = KeyProfiles.write(HOME, Map.of(ON_CARD, KeyProfiles.ON_CARD, IMPORTED, KeyProfiles.IMPORT));
        printer = new Printer();
        StationKeys keys = new StationKeys(HOME.resolve("keys"));
        keys.make("server", "-ext", "san=ip:127.0.0.1");
        keys.make(STATION);
        Path stations = HOME.resolve("stations");
        keys.export(STATION, stations.resolve(STATION + ".pem"));
        Path serverCertificate = keys.export("server", HOME.resolve("keys").resolve("server.pem"));
        int port = FireDatabase.freePort();
        database = FireDatabase.start(HOME);
        cards = CardProcess.start(HOME.resolve("cards.log"));
        hand = cards.client();
        server = ServiceProcess.on(database, cards, HOME)
                .web(true)
                .with(StationFireTest.Desk.class)
                .with(SecretsFireTest.Canaries.class)
                .with(Hold.class)
                .option("-Djava.io.tmpdir=" + TEMP)
                .set("hakko.services", ON_CARD + "," + IMPORTED)
                .set("hakko.profile-locations", profiles)
                // Its own station makes no cards here; without workers the server would refuse the service with
                // imported keys.
                .set("hakko.station.worker", "process")
                .set("logging.level.io.hakko", "DEBUG")
                .set("hakko.station.server.port", Integer.toString(port))
                .set("hakko.station.server.keystore", keys.keystore("server").toString())
                .set(
                        "hakko.station.server.keystore-password-file",
                        keys.passwordFile().toString())
                .set("hakko.station.server.stations", stations.toString())
                .launch();
        station = ServiceProcess.station(cards, HOME)
                .name("station")
                .option("-Djava.io.tmpdir=" + TEMP)
                .set("logging.level.io.hakko", "DEBUG")
                .set("hakko.station.printer", "raw")
                .set("hakko.station.printer-address", "raw://127.0.0.1:" + printer.port())
                .set("hakko.station.remote.url", "https://127.0.0.1:" + port)
                .set("hakko.station.remote.keystore", keys.keystore(STATION).toString())
                .set(
                        "hakko.station.remote.keystore-password-file",
                        keys.passwordFile().toString())
                .set("hakko.station.remote.server-certificate", serverCertificate.toString())
                .launch();
        server.awaitReady();
        station.awaitReady();
        server.say("engage");
        server.say("password", "issuer", PASSWORD);
        server.say("password", "inspector", PASSWORD);

        invariants = new Invariants(database, HOME);

        for (String service : List.of(ON_CARD, IMPORTED)) {
            goodCard(service);
            cardWithATroubledLetter(service);
            cardPulledOutInTheMiddle(service, service.equals(ON_CARD) ? GENERATE : IMPORT);
        }
        cardWhoseStationDiesAroundTheImport();
        cardWhoseWorkerDiesAroundTheImport();
        invariants.checkAtRest(server);
        database.sql().sql("CHECKPOINT").update();
    }

    @AfterAll
    static void stop() throws IOException {
        station.close();
        server.close();
        cards.close();
        database.close();
        printer.close();
    }

    private static void goodCard(String service) throws Exception {
        String number = arrived(service);
        load(number);
        hand.heal();
        station.say("station");
        commands = hand.instructions();
        assertWorkersKnowTheirPin();
        print(number);
    }

    /** The same search finds a PIN in the memory of the one process that has to know it. */
    private static void assertWorkersKnowTheirPin() throws IOException {
        SecretScan scan = new SecretScan();
        for (byte[] pin : hand.pins()) {
            scan.text("PIN", new String(pin, StandardCharsets.US_ASCII));
        }
        List<Finding> found = new ArrayList<>();
        for (ProcessHandle worker : workers()) {
            found.addAll(ProcessMemory.scan(worker.pid(), "worker", scan).findings());
        }
        assertThat(found)
                .as("positive control: the PIN in the memory of its worker")
                .isNotEmpty();
    }

    /** The worker is killed, the printer is off, the letter jams, and then it is printed. */
    private static void cardWithATroubledLetter(String service) throws Exception {
        String number = arrived(service);
        load(number);
        station.say("station");
        workers().forEach(VanishingSecretsFireTest::kill);
        awaitPin(number, 2);
        StationHand issuer = at("issuer");
        String card = "station/" + cardOf(number);

        printer.off();
        assertThat(issuer.post(card + "/print", Map.of()).statusCode()).isEqualTo(409);
        JsonNode job = JSON.readTree(issuer.get("/desk/api/card/station").body())
                .path("jobs")
                .path(0);
        assertThat(job.path("pinWaits").asBoolean()).isTrue();

        printer.jamsNext();
        assertThat(issuer.post(card + "/print", Map.of()).statusCode()).isEqualTo(409);
        assertThat(at("inspector").post(card + "/mailer-destroyed", Map.of()).statusCode())
                .isEqualTo(204);
        station.say("station");
        print(number);
    }

    private static void cardPulledOutInTheMiddle(String service, int instruction) throws Exception {
        String number = arrived(service);
        load(number);
        hand.pullAt(instruction);
        station.say("station");
        assertThat(state(number)).isEqualTo("SPOILED");
        server.say("work");
        load(number);
        hand.loseAnswerOf(SET_PIN);
        station.say("station");
        server.say("work");
        if (state(number).equals("SPOILED")) {
            load(number);
        }
        station.say("station");
        print(number);
    }

    /** The commands at which a key is half on its card, or on it and not proven, or proven and nobody knows. */
    private static Map<Integer, CardWire.Event> aroundTheImport() {
        int first = commands.indexOf(IMPORT) + 1;
        int last = commands.lastIndexOf(IMPORT) + 1;
        int proof = last + commands.subList(last, commands.size()).indexOf(SELECT);
        assertThat(last - first).as("a chain of three").isEqualTo(2);
        return new TreeMap<>(Map.of(
                first,
                CardWire.Event.HELD_BEFORE,
                first + 1,
                CardWire.Event.HELD_AFTER,
                last,
                CardWire.Event.HELD_AFTER,
                proof,
                CardWire.Event.HELD_AFTER));
    }

    /** Each time it is started again and finds the same card, which gets another key. */
    private static void cardWhoseStationDiesAroundTheImport() throws Exception {
        Map<Integer, CardWire.Event> points = aroundTheImport();
        String number = arrived(IMPORTED);
        load(number);
        for (Map.Entry<Integer, CardWire.Event> point : points.entrySet()) {
            hand.wireAt(point.getKey(), point.getValue());
            CompletableFuture<String> working = station.begin("station");
            await().atMost(PATIENCE).until(hand::isHeld);
            stationDies(number, working);
            hand.release();
            hand.heal();
            assertThat(state(number)).as("%s", point).isEqualTo("RESERVED");
        }
        for (String point : List.of("office.keyed.begin", "office.keyed.done", "office.certify.done")) {
            station.arm(point);
            CompletableFuture<String> working = station.begin("station");
            station.awaitReached(point, working, PATIENCE);
            stationDies(number, working);
        }
        awaitPin(number, 1);
        assertOneCardAndOneCertificate(number);
        print(number);
    }

    /** And with it its workers, whatever they are doing. */
    private static void stationDies(String number, CompletableFuture<String> working) {
        List<ProcessHandle> workers = workers();
        assertThat(workers).as("the spare one at least").isNotEmpty();
        station.kill();
        working.exceptionally(gone -> "cut off").join();
        workers.forEach(
                worker -> worker.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        server.say("move", now().plusSeconds(31).toString());
        station.start();
        invariants.check(server);
        assertOneCardAndOneCertificate(number);
    }

    private static void cardWhoseWorkerDiesAroundTheImport() throws Exception {
        String number = arrived(IMPORTED);
        load(number);
        for (Map.Entry<Integer, CardWire.Event> point : aroundTheImport().entrySet()) {
            await().atMost(PATIENCE).until(() -> {
                hand.wireAt(point.getKey(), point.getValue());
                CompletableFuture<String> working = station.begin("station");
                if (!heldOrDone(working)) {
                    return false;
                }
                workers().forEach(VanishingSecretsFireTest::kill);
                hand.release();
                hand.heal();
                working.join();
                return true;
            });
            assertThat(state(number)).as("%s", point).isEqualTo("RESERVED");
            JsonNode job = JSON.readTree(
                            at("issuer").get("/desk/api/card/station").body())
                    .path("jobs")
                    .path(0);
            assertThat(job.path("problem").asText()).contains("途中で停止");
            invariants.check(server);
        }
        awaitPin(number, 1);
        assertOneCardAndOneCertificate(number);
        print(number);
    }

    /** Whether the command is held; not when the station still pauses. */
    private static boolean heldOrDone(CompletableFuture<String> working) {
        while (!working.isDone()) {
            if (hand.isHeld()) {
                return true;
            }
        }
        return false;
    }

    private static void kill(ProcessHandle worker) {
        worker.destroyForcibly();
        worker.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertOneCardAndOneCertificate(String number) {
        assertThat(database.sql()
                        .sql("""
                                SELECT (SELECT count(*) FROM card.personalization WHERE application_number = :number)
                                    || ' ' || (SELECT count(*) FROM card.chip WHERE application_number = :number)
                                    || ' ' || (SELECT count(*) <= 1 FROM ca.certificate WHERE application = :number)
                                """)
                        .param("number", number)
                        .query(String.class)
                        .single())
                .as("one card, one blank taken, no second certificate")
                .isEqualTo("1 1 true");
    }

    /** The station goes on with the card, perhaps after a pause, until it has a PIN of that round. */
    private static void awaitPin(String number, int round) {
        await().atMost(PATIENCE).until(() -> {
            station.say("station");
            return database.sql()
                    .sql("""
                            SELECT state || pin_round FROM card.personalization
                             WHERE application_number = :number AND state <> 'SPOILED'
                            """)
                    .param("number", number)
                    .query(String.class)
                    .single()
                    .equals("VERIFIED" + round);
        });
    }

    private static Instant now() {
        return Instant.parse(server.say("now").split(" ", 2)[0]);
    }

    private static String arrived(String service) {
        String number = server.say("arrive", service);
        server.say("play", number, "userTask_loadCard");
        return number;
    }

    private static void load(String number) throws Exception {
        String chip = hand.insertBlank().value();
        server.say("receive", chip, "BOX-" + chip, STATION);
        at("issuer");
        station.say("station");
        server.say("load", number, chip);
        server.say("work");
        assertThat(state(number)).isEqualTo("RESERVED");
    }

    private static StationHand at(String user) throws Exception {
        StationHand hand = new StationHand(station, PASSWORD);
        hand.signIn(user);
        return hand;
    }

    /** The letter is printed, and its PIN is one that a card got. */
    private static void print(String number) throws Exception {
        assertThat(state(number)).isEqualTo("VERIFIED");
        String card = "station/" + cardOf(number);
        StationHand issuer = at("issuer");
        printer.on();
        assertThat(issuer.post(card + "/print", Map.of()).statusCode()).isEqualTo(204);
        Path paper = Files.write(BESIDE.resolve(number + ".pdf"), printer.letter());
        List<String> digits = TestPrinters.lines(paper).stream()
                .filter(line -> line.matches("[0-9]{8}"))
                .toList();
        assertThat(digits).isNotEmpty();
        ON_PAPER.addAll(digits);
        assertThat(issuer.post(card + "/sealed", Map.of()).statusCode()).isEqualTo(204);
        assertThat(state(number)).isEqualTo("MAILER_PRINTED");
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.of(station.pid())
                .orElseThrow()
                .children()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Test
    void keysAreMadeAsTheProfileSays() {
        assertThat(database.sql().sql("""
                                SELECT DISTINCT a.key LIKE 'DP%' FROM audit.entry a WHERE a.event = 'card.keyImported'
                                """).query(Boolean.class).list())
                .as("imported keys of the one service, and of no other")
                .containsExactly(true);
        assertThat(workers()).as("the spare one").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothingThatLivesOnKnowsASecret() throws Exception {
        plantCanaries();
        SecretScan scan = secrets();

        Map<String, Set<Finding>> found = new TreeMap<>();
        long bytes = 0;
        for (ServiceProcess process : List.of(server, station)) {
            String name = process == server ? "server" : "station";
            ProcessMemory.Reading memory = ProcessMemory.scan(process.pid(), name, scan);
            found.put(name + " memory", new HashSet<>(memory.findings()));
            Path dump = ProcessMemory.heapDump(process.pid(), BESIDE.resolve(name + ".hprof"));
            bytes += memory.bytes() + Files.size(dump);
            found.put(name + " heap", new HashSet<>(scan.in(List.of(dump))));
            Files.delete(dump);
        }
        dump();
        List<Finding> written = scan.in(List.of(HOME), "/ca/", "/keys/");

        found.forEach((place, findings) -> {
            assertThat(findings)
                    .as("positive control in the %s", place)
                    .anyMatch(finding -> finding.secret().equals("canary"));
            assertThat(secret(findings)).as(place).isEmpty();
        });
        for (String place :
                List.of("dump.sql", "/pg_wal/", "/pgdata/base/", "node-1.log", "station.log", "/tmp/canary")) {
            assertThat(written)
                    .as("positive control in " + place)
                    .anyMatch(finding ->
                            finding.secret().equals("canary") && finding.place().contains(place));
        }
        assertThat(written)
                .as("the public half of every key is in the database")
                .anyMatch(finding ->
                        finding.secret().equals("modulus") && finding.place().contains("dump.sql"));
        assertThat(secret(written)).isEmpty();
        assertThat(ProcessMemory.scan(cards.pid(), "cards", scan).findings())
                .as("positive control: keys in the memory of the cards, made on them and imported")
                .extracting(Finding::secret)
                .contains(
                        "key 0 part 0",
                        "key %d part 0".formatted(hand.privateKeys().size() / 5 - 1));
        Files.writeString(
                HOME.resolveSibling("vanishing.md"),
                "%d PINs and unblocking values, %d of them on paper, %d parts of keys, %d of keys half imported, %d forms, %d MB of memory and heap dumps: nothing found%n"
                        .formatted(
                                hand.pins().size(),
                                ON_PAPER.size(),
                                hand.privateKeys().size(),
                                halfImported().size(),
                                scan.forms(),
                                bytes >> 20));
    }

    private static List<Finding> secret(Iterable<Finding> findings) {
        List<Finding> secret = new ArrayList<>();
        findings.forEach(finding -> {
            if (!finding.secret().equals("canary") && !finding.secret().equals("modulus")) {
                secret.add(finding);
            }
        });
        return secret;
    }

    /** What the cards know and the paper says; and, to be found, a canary and the public halves. */
    private static SecretScan secrets() {
        SecretScan scan = new SecretScan().text("canary", CANARY);
        Set<String> pins = new HashSet<>(ON_PAPER);
        for (byte[] pin : hand.pins()) {
            pins.add(new String(pin, StandardCharsets.US_ASCII));
        }
        assertThat(pins)
                .as("every PIN on paper was set on a card")
                .hasSameSizeAs(hand.pins().stream()
                        .map(HexFormat.of()::formatHex)
                        .collect(java.util.stream.Collectors.toSet()));
        assertThat(pins).hasSizeGreaterThanOrEqualTo(16);
        pins.forEach(pin -> scan.text("PIN " + pin, pin));
        List<byte[]> parts = hand.privateKeys();
        assertThat(parts).as("five numbers of each key").hasSizeGreaterThanOrEqualTo(8 * 5);
        List<byte[]> halfImported = halfImported();
        assertThat(halfImported)
                .as("of keys that were on their way when station or worker was killed")
                .hasSizeGreaterThanOrEqualTo(2 * (1 + 3 + 5 + 5) + 5);
        for (int part = 0; part < halfImported.size(); part++) {
            scan.bytes("half imported part " + part, halfImported.get(part));
        }
        for (int key = 0; key < parts.size(); key += 5) {
            for (int part = 0; part < 5; part++) {
                scan.bytes("key %d part %d".formatted(key / 5, part), parts.get(key + part));
            }
            BigInteger p = new BigInteger(1, parts.get(key));
            BigInteger q = new BigInteger(1, parts.get(key + 1));
            BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
            BigInteger lambda = phi.divide(p.subtract(BigInteger.ONE).gcd(q.subtract(BigInteger.ONE)));
            BigInteger exponent = BigInteger.valueOf(65_537);
            scan.bytes("key %d d".formatted(key / 5), exponent.modInverse(phi).toByteArray());
            scan.bytes(
                    "key %d d".formatted(key / 5), exponent.modInverse(lambda).toByteArray());
            scan.bytes("modulus", p.multiply(q).toByteArray());
        }
        return scan;
    }

    /** Parts of keys that were on their way to a card which has another key now. */
    private static List<byte[]> halfImported() {
        List<byte[]> kept = hand.privateKeys();
        return hand.importedParts().stream()
                .filter(part -> kept.stream().noneMatch(known -> Arrays.equals(known, part)))
                .toList();
    }

    private static void plantCanaries() throws IOException {
        server.say("hold", CANARY);
        station.say("hold", CANARY);
        server.say("log", CANARY);
        station.say("log", CANARY);
        Files.writeString(TEMP.resolve("canary.txt"), CANARY);
        var sql = database.sql();
        sql.sql("CREATE TABLE IF NOT EXISTS public.canary (words text)").update();
        sql.sql("INSERT INTO public.canary VALUES (:words)")
                .param("words", CANARY)
                .update();
        sql.sql("CHECKPOINT").update();
    }

    private static void dump() throws Exception {
        Process process = new ProcessBuilder(
                        "pg_dump",
                        "-h",
                        "localhost",
                        "-p",
                        Integer.toString(database.port()),
                        "-U",
                        "postgres",
                        "-f",
                        HOME.resolve("dump.sql").toString(),
                        "hakko")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String state(String number) {
        List<String> states = database.sql()
                .sql(
                        "SELECT state FROM card.personalization WHERE application_number = :number ORDER BY reserved_at, card_number")
                .param("number", number)
                .query(String.class)
                .list();
        return states.get(states.size() - 1);
    }

    private static String cardOf(String number) {
        return database.sql()
                .sql("""
                        SELECT card_number FROM card.personalization
                         WHERE application_number = :number AND state <> 'SPOILED'
                        """)
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** A printer of port 9100 that can be switched off, and that can break a letter off. */
    private static final class Printer implements AutoCloseable {
        private final InetSocketAddress address;
        private final BlockingQueue<byte[]> letters = new LinkedBlockingQueue<>();
        private ServerSocket socket;
        private volatile boolean jam;

        Printer() throws IOException {
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            address = (InetSocketAddress) socket.getLocalSocketAddress();
            serve(socket);
        }

        int port() {
            return address.getPort();
        }

        void off() throws IOException {
            socket.close();
        }

        void on() throws IOException {
            if (socket.isClosed()) {
                socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(address);
                serve(socket);
            }
        }

        void jamsNext() throws IOException {
            jam = true;
            on();
        }

        private void serve(ServerSocket open) {
            Jvm.daemon("printer", () -> {
                try {
                    while (true) {
                        take(open.accept());
                    }
                } catch (IOException off) {
                    assertThat(open.isClosed()).isTrue();
                }
            });
        }

        private void take(Socket line) throws IOException {
            try (line) {
                if (jam) {
                    jam = false;
                    line.getInputStream().readNBytes(1000);
                    line.setSoLinger(true, 0);
                    return;
                }
                byte[] letter = line.getInputStream().readAllBytes();
                if (letter.length > 0) {
                    letters.add(letter);
                }
            }
        }

        byte[] letter() throws InterruptedException {
            byte[] letter = letters.poll(30, TimeUnit.SECONDS);
            assertThat(letter).as("a letter came out").isNotNull();
            return letter;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
