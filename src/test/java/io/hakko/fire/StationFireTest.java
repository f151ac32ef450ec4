package io.hakko.fire;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.card.Cards;
import io.hakko.card.InspectCard;
import io.hakko.card.LoadCard;
import io.hakko.card.StockRoom;
import io.hakko.card.domain.BoxNumber;
import io.hakko.desk.Browser;
import io.hakko.desk.Keyboard;
import io.hakko.shared.Actor;
import io.hakko.shared.ChipSerial;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/**
 * A card station of its own: {@code hakko station} in one process, the card in another, the server in a third, and between
 * station and server a line on which both ends show certificates. Either of them dies; somebody forges, repeats and claims.
 */
class StationFireTest {

    private static final Path HOME = Fire.home("station");
    private static final String PASSWORD = "a-password-of-this-test";
    private static final String STATION = "station-a";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static StationKeys keys;
    private static int stationPort;
    private static FireDatabase database;
    private static CardProcess cards;
    private static CardProcess.Client hand;
    private static ServiceProcess server;
    private static ServiceProcess station;
    private static Invariants invariants;

    /** What people do at the server. */
    static class Desk {

        @Bean
        FireCommand passwordCommand(StaffAccounts accounts) {
            return FireCommand.of("password", words -> {
                accounts.reset(words.get(0), words.get(1), Actor.COMMAND_LINE);
                return "";
            });
        }

        /** {@code receive CHIP BOX STATION}: a blank is taken in, and the station opens its box. */
        @Bean
        FireCommand receiveCommand(StockRoom stock) {
            return FireCommand.of("receive", words -> {
                stock.receive(words.get(1) + "," + words.get(0), new Actor("manager"));
                stock.openBox(BoxNumber.of(words.get(1)), words.get(2), new Actor("issuer"));
                return "";
            });
        }

        /** {@code load NUMBER CHIP}: the issuer loads what lies in the reader at which he is signed in. */
        @Bean
        FireCommand loadCommand(TaskInbox inbox, Cards desk) {
            return FireCommand.of("load", words -> {
                desk.loadCard(
                        task(inbox, words.get(0), "userTask_loadCard").id(),
                        new Actor("issuer"),
                        new LoadCard(ChipSerial.of(words.get(1))));
                return "";
            });
        }

        /** {@code inspect NUMBER}: the inspector passes what lies in the reader at which he is signed in. */
        @Bean
        FireCommand inspectCommand(TaskInbox inbox, Cards desk) {
            return FireCommand.of("inspect", words -> {
                desk.inspect(
                        task(inbox, words.get(0), "userTask_inspectCard").id(),
                        new Actor("inspector"),
                        new InspectCard(true, ""));
                return "";
            });
        }

        private static OpenTask task(TaskInbox inbox, String number, String element) {
            return inbox.ofCase(number).stream()
                    .filter(open -> open.element().equals(element))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Fire.again(HOME);
        keys = new StationKeys(HOME.resolve("keys"));
        keys.make("server", "-ext", "san=ip:127.0.0.1");
        for (String name : List.of(STATION, "station-b", "foreign")) {
            keys.make(name);
        }
        Path stations = HOME.resolve("stations");
        keys.export(STATION, stations.resolve(STATION + ".pem"));
        keys.export("station-b", stations.resolve("station-b.pem"));
        Path serverCertificate = keys.export("server", HOME.resolve("keys").resolve("server.pem"));
        stationPort = FireDatabase.freePort();
        database = FireDatabase.start(HOME);
        cards = CardProcess.start(HOME.resolve("cards.log"));
        hand = cards.client();
        server = ServiceProcess.on(database, cards, HOME)
                .web(true)
                .with(Desk.class)
                .set("hakko.station.server.port", Integer.toString(stationPort))
                .set("hakko.station.server.keystore", keys.keystore("server").toString())
                .set(
                        "hakko.station.server.keystore-password-file",
                        keys.passwordFile().toString())
                .set("hakko.station.server.stations", stations.toString())
                .launch();
        station = ServiceProcess.station(cards, HOME)
                .name("station")
                .set("hakko.station.remote.url", "https://127.0.0.1:" + stationPort)
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
        server.say("password", "reception", PASSWORD);
        invariants = new Invariants(database, HOME);
    }

    @AfterAll
    static void stop() {
        Stream.of(station, server, cards, database).forEach(StationFireTest::close);
    }

    private static void close(AutoCloseable process) {
        try {
            process.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Cards of a test that failed are in nobody's way. */
    @BeforeEach
    void anEmptyTable() throws Exception {
        Line line = new Line(STATION);
        passLease();
        for (JsonNode job : line.claim("").path("jobs")) {
            line.post("/cards/%s/spoiled".formatted(job.path("number").asText()), Map.of("reason", "片付け"));
        }
        server.say("work");
    }

    /** A wrong password locks its account for a while: not one that is needed. */
    @Test
    void cardIsMadeAndInspectedAtAStationElsewhere() throws Exception {
        String number = arrived();
        String chip = blank();
        Page page = new Page();
        assertThat(page.get("/desk/station").statusCode()).isEqualTo(200);
        HttpResponse<String> asked = page.get("/desk/api/card/station");
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue("WWW-Authenticate")).contains("HakkoStation");
        assertThat(page.post("operator", Map.of("user", "manager", "password", "wrong"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(page.post("operator", Map.of("user", "reception", "password", PASSWORD))
                        .statusCode())
                .as("nobody without work at a station")
                .isEqualTo(403);
        page.signIn("issuer");
        station.say("station");
        server.say("load", number, chip);
        server.say("work");
        station.say("station");

        JsonNode status = JSON.readTree(page.get("/desk/api/card/station").body());
        assertThat(status.path("name").asText()).isEqualTo(STATION);
        assertThat(status.path("operator").asText()).isEqualTo("issuer");
        JsonNode job = status.path("jobs").path(0);
        assertThat(job.path("state").asText()).isEqualTo("VERIFIED");
        assertThat(job.path("pinWaits").asBoolean()).isTrue();
        String card = "station/" + job.path("cardNumber").asText();
        HttpResponse<String> face = page.get("/desk/api/card/" + card + "/face.svg");
        assertThat(face.statusCode()).isEqualTo(200);
        assertThat(face.body()).contains("<svg");
        assertThat(page.post(card + "/print", Map.of()).statusCode())
                .as("no printer here")
                .isEqualTo(409);
        assertThat(page.post(card + "/sealed", Map.of()).statusCode())
                .as("not before the PIN was shown")
                .isEqualTo(409);
        HttpResponse<String> pin = page.post(card + "/pin", Map.of());
        assertThat(pin.statusCode()).isEqualTo(200);
        assertThat(pin.body()).matches("[0-9]{6,8}\n[0-9]{8}\n");
        assertThat(page.post(card + "/pin", Map.of()).statusCode())
                .as("shown once")
                .isEqualTo(409);
        assertThat(page.post(card + "/sealed", Map.of()).statusCode()).isEqualTo(204);
        assertThat(state(number)).isEqualTo("MAILER_PRINTED");

        page.signIn("inspector");
        station.say("station");
        server.say("inspect", number);
        assertThat(state(number)).isEqualTo("INSPECTED");
        assertThat(database.sql()
                        .sql("""
                                SELECT sealed_by || ' ' || inspected_by FROM card.personalization
                                 WHERE application_number = :number
                                """)
                        .param("number", number)
                        .query(String.class)
                        .single())
                .isEqualTo("issuer inspector");
        assertThat(liveCertificates(number)).isEqualTo(1);
        assertThat(actorOf("card.pinShown", number)).isEqualTo("issuer");

        assertThat(page.delete("operator").statusCode()).isEqualTo(204);
        assertThat(page.get("/desk/api/card/station").statusCode()).isEqualTo(401);
        assertThat(page.post(card + "/pin", Map.of()).statusCode()).isEqualTo(401);
        server.say("play", number, "end");
        invariants.checkAtRest(server);
    }

    @Test
    void spoiledPinLetterNeedsAnotherPersonAndARoleEndsAtOnce() throws Exception {
        String number = ordered();
        station.say("station");
        Page issuer = new Page();
        issuer.signIn("issuer");
        String card = "station/" + cardOf(number);
        assertThat(issuer.post(card + "/pin", Map.of()).statusCode()).isEqualTo(200);
        assertThat(issuer.post(card + "/jam", Map.of("reason", "PINは12345678")).statusCode())
                .as("digits are not written down")
                .isEqualTo(422);
        assertThat(issuer.post(card + "/jam", Map.of("reason", "紙詰まり")).statusCode())
                .isEqualTo(204);
        HttpResponse<String> own = issuer.post(card + "/mailer-destroyed", Map.of());
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("報告した人");
        Page inspector = new Page();
        inspector.signIn("inspector");
        assertThat(inspector.post(card + "/mailer-destroyed", Map.of()).statusCode())
                .isEqualTo(204);
        station.say("station");
        assertThat(issuer.post(card + "/pin", Map.of()).statusCode()).isEqualTo(200);
        assertThat(issuer.post(card + "/give-up", Map.of("reason", "券面の傷")).statusCode())
                .isEqualTo(204);
        assertThat(states(number)).containsExactly("SPOILED");
        server.say("work");
        assertThat(liveCertificates(number)).isZero();

        server.say("move", now().plus(Duration.ofMinutes(31)).toString());
        assertThat(issuer.post(card + "/give-up", Map.of("reason", "券面の傷")).statusCode())
                .as("after half an hour without use")
                .isEqualTo(401);
        assertThat(issuer.get("/desk/api/card/station").statusCode()).isEqualTo(401);
    }

    /** With the keys alone. */
    @Test
    void personSignsInAndSealsThePinLetterInABrowser() throws Exception {
        String number = ordered();
        station.say("station");
        try (Browser browser = new Browser(station.httpPort())) {
            var page = browser.newPage();
            page.navigate(browser.address("/desk/station"));
            Keyboard hands = new Keyboard(page);
            hands.type(page.locator("#user"), "issuer");
            hands.type(page.locator("#password"), "wrong");
            Browser.screenshot(page, "station-elsewhere-01-sign-in");
            hands.type(page.locator("#password"), PASSWORD);
            hands.press(page.locator("#sign-in-button"));
            assertThat(page.locator(".job")).hasCount(1);
            assertThat(page.locator("#sign-in")).isHidden();
            assertThat(page.locator("#name")).hasText(STATION);
            assertThat(page.locator("#operator-name")).hasText("issuer");
            hands.press(page.locator(".show"));
            assertThat(page.locator("[data-secret='pin']:visible")).hasText(Pattern.compile("[0-9]{6,8}"));
            page.locator("[data-secret]:visible")
                    .evaluateAll("fields => fields.forEach(field => { field.textContent = '＊＊＊＊＊＊'; })");
            Browser.screenshot(page, "station-elsewhere-02-pin");
            hands.press(page.locator(".seal"));
            assertThat(page.locator(".job")).hasCount(0);
            hands.press(page.locator("#sign-out"));
            assertThat(page.locator("#sign-in")).isVisible();
            assertThat(page.locator("#work")).isHidden();
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(state(number)).isEqualTo("MAILER_PRINTED");
    }

    @Test
    void pageListensToThisMachineOnly() throws Exception {
        Page page = new Page();
        assertThat(page.getAs("evil.example", "/desk/station")).contains(" 400 ");
        assertThat(page.getAs("localhost", "/desk/station")).contains(" 200 ");
        page.get("/desk/station");
        assertThat(page.postWithoutToken("operator", Map.of("user", "issuer", "password", PASSWORD))
                        .statusCode())
                .as("a request forged by another page")
                .isIn(401, 403);
    }

    @Test
    void nobodyComesInWithoutTheCertificateOfAStation() throws Exception {
        assertThatThrownBy(() -> new Line("").get("/jobs")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Line("foreign").get("/jobs")).isInstanceOf(IOException.class);
        assertThat(new Line(STATION).get("/jobs").statusCode()).isEqualTo(200);

        Line line = new Line(STATION);
        assertThat(line.send("https://127.0.0.1:" + stationPort + "/desk/api/card/station")
                        .statusCode())
                .as("nothing else at that port")
                .isEqualTo(403);
        assertThat(line.send("http://127.0.0.1:" + server.httpPort() + "/station/api/jobs")
                        .statusCode())
                .as("the API at no other port")
                .isEqualTo(403);
    }

    /** A file that comes lets a station in and one that goes keeps it out, on lines that are open, too. */
    @Test
    void folderOfStationsIsReadAgainWhenItChanges() throws Exception {
        Path stations = HOME.resolve("stations");
        Line stolen = new Line("station-b");
        assertThat(stolen.get("/jobs").statusCode()).isEqualTo(200);

        Files.delete(stations.resolve("station-b.pem"));
        assertThat(stolen.get("/jobs").statusCode())
                .as("the next request on the open line")
                .isEqualTo(403);
        await("no new line").atMost(PATIENCE).until(() -> refusedAtTheDoor("station-b"));
        Files.writeString(stations.resolve("station-x.pem"), "not a certificate");
        assertThat(new Line(STATION).get("/jobs").statusCode()).isEqualTo(200);
        Files.delete(stations.resolve("station-x.pem"));

        keys.export("station-b", stations.resolve("station-b.pem"));
        await("it comes in again").atMost(PATIENCE).until(() -> !refusedAtTheDoor("station-b"));
        assertThat(new Line("station-b").get("/jobs").statusCode()).isEqualTo(200);
        List<String> entries = database.sql()
                .sql("SELECT before || '>' || after FROM audit.entry WHERE event = 'station.registered'"
                        + " ORDER BY sequence")
                .query(String.class)
                .list();
        assertThat(entries.subList(0, 2)).as("the first start").containsExactlyInAnyOrder(">station-a", ">station-b");
        assertThat(entries.subList(2, entries.size())).containsExactly("station-b>", ">station-b");
    }

    private static boolean refusedAtTheDoor(String key) {
        try {
            new Line(key).get("/jobs");
            return false;
        } catch (IOException refused) {
            return true;
        } catch (InterruptedException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void stepsOfAnotherStationAreRefusedAndLeaveATrace() throws Exception {
        String number = ordered();
        Line mine = new Line(STATION);
        passLease();
        JsonNode job = mine.claim("").path("jobs").path(0);
        String card = "/cards/" + job.path("number").asText();
        long before = refusals();

        Line other = new Line("station-b");
        assertThat(other.claim("").path("jobs")).isEmpty();
        Map<String, Object> step = Map.of("version", job.path("version").asInt(), "publicKey", aKey());
        HttpResponse<String> forged = other.post(card + "/keyed", step);
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(other.post(card + "/spoiled", Map.of("reason", "偽")).statusCode())
                .isEqualTo(403);
        assertThat(other.get(card + "/certificate").statusCode()).isEqualTo(403);
        assertThat(mine.post(card + "/keyed", Map.of("version", 1, "publicKey", "A".repeat(40_000)))
                        .statusCode())
                .as("too large")
                .isEqualTo(413);
        assertThat(mine.post(card + "/keyed", Map.of("version", 1, "publicKey", "?"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(mine.post(card + "/pin-shown", Map.of(), "forged-token").statusCode())
                .as("nobody is signed in under a token that was made up")
                .isEqualTo(401);

        String token = other.signIn("issuer");
        assertThat(mine.post(card + "/give-up", Map.of("reason", "偽"), token).statusCode())
                .as("a token of another station")
                .isEqualTo(401);
        assertThat(refusals() - before).isEqualTo(7);
        assertThat(states(number)).containsExactly("RESERVED");
    }

    @Test
    void repeatedStepsAreDoneOnceAndLateOnesRefused() throws Exception {
        String number = ordered();
        Line line = new Line(STATION);
        passLease();
        JsonNode job = line.claim("").path("jobs").path(0);
        String card = "/cards/" + job.path("number").asText();
        int version = job.path("version").asInt();
        Map<String, Object> keyed = Map.of("version", version, "publicKey", aKey());

        JsonNode first = JSON.readTree(line.post(card + "/keyed", keyed).body());
        assertThat(JSON.readTree(line.post(card + "/keyed", keyed).body()))
                .as("told twice")
                .isEqualTo(first);
        assertThat(line.post(card + "/keyed", Map.of("version", version, "publicKey", aKey()))
                        .statusCode())
                .as("another key for the same card")
                .isEqualTo(409);
        assertThat(line.post(card + "/pin-set", Map.of("version", version + 1)).statusCode())
                .as("a step that does not follow")
                .isEqualTo(409);
        Map<String, Object> certify = Map.of("version", version + 1);
        JsonNode certified = JSON.readTree(line.post(card + "/certify", certify).body());
        String certificate = line.get(card + "/certificate").body();
        assertThat(JSON.readTree(line.post(card + "/certify", certify).body())).isEqualTo(certified);
        assertThat(line.get(card + "/certificate").body()).isEqualTo(certificate);
        assertThat(certificates(number)).isEqualTo(1);
        assertThat(line.post(card + "/written", Map.of("version", version)).statusCode())
                .as("told too late")
                .isEqualTo(409);
        assertThat(line.post(card + "/spoiled", Map.of("reason", "試験")).statusCode())
                .isEqualTo(204);
        assertThat(line.post(card + "/spoiled", Map.of("reason", "試験")).statusCode())
                .isEqualTo(204);
        server.say("work");
        assertThat(liveCertificates(number)).isZero();
    }

    @Test
    void twoClaimOneJobAndOneGetsIt() throws Exception {
        ordered();
        passLease();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(new Line(STATION));
        }

        List<CompletableFuture<JsonNode>> claims = lines.stream()
                .map(line -> CompletableFuture.supplyAsync(() -> line.claimed("")))
                .toList();

        List<Integer> got =
                claims.stream().map(claim -> claim.join().path("jobs").size()).toList();
        assertThat(got).containsExactlyInAnyOrder(1, 0, 0, 0);
        Line winner = lines.get(got.indexOf(1));
        Line loser = lines.get(got.indexOf(0));
        JsonNode job = winner.claim("").path("jobs").path(0);
        String card = "/cards/" + job.path("number").asText();
        Map<String, Object> step = Map.of("version", job.path("version").asInt(), "publicKey", aKey());
        assertThat(loser.post(card + "/keyed", step).statusCode()).isEqualTo(409);

        server.say("move", now().plusSeconds(20).toString());
        assertThat(winner.post("/claims/extend", Map.of()).statusCode()).isEqualTo(204);
        server.say("move", now().plusSeconds(20).toString());
        assertThat(loser.claim("").path("jobs")).as("extended").isEmpty();
        passLease();
        assertThat(loser.claim("").path("jobs")).as("silent for too long").hasSize(1);
        assertThat(winner.post(card + "/keyed", step).statusCode()).isEqualTo(409);
        assertThat(loser.post(card + "/keyed", step).statusCode()).isEqualTo(200);
    }

    @Test
    void serverDiesBetweenSigningAndWritingAndTheStationGoesOn() throws Exception {
        String number = ordered();
        for (String point : List.of("journal.issued.after", "ledger.CERTIFIED.after")) {
            server.arm(point);
            CompletableFuture<String> working = station.begin("station");
            server.awaitReached(point, working, PATIENCE);
            server.kill();
            working.exceptionally(failed -> "cut off").join();
            assertThatThrownBy(() -> station.say("station")).isInstanceOf(ServiceProcess.Refused.class);
            server.start();
            invariants.check(server);
        }

        station.say("station");
        assertThat(state(number)).isEqualTo("VERIFIED");
        assertThat(certificates(number)).isEqualTo(1);
        finish(number);
    }

    /** What the station tells is in the ledger or it is not; either way the same card is finished. */
    @Test
    @Tag("chaos")
    void serverDiesAroundEveryCommitOfTheLedgerAndTheSameCardIsFinished() throws Exception {
        String number = ordered();
        for (String state : List.of("KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED")) {
            for (String when : List.of(".before", ".after")) {
                serverDiesAt("ledger." + state + when, () -> station.begin("station"));
                assertThat(states(number)).as(state + when).hasSize(1).doesNotContain("SPOILED");
            }
        }
        station.say("station");
        assertThat(state(number)).isEqualTo("VERIFIED");

        Page page = new Page();
        page.signIn("issuer");
        String card = "station/" + cardOf(number);
        assertThat(page.post(card + "/pin", Map.of()).statusCode()).isEqualTo(200);
        for (String when : List.of(".before", ".after")) {
            serverDiesAt(
                    "ledger.MAILER_PRINTED" + when,
                    () -> CompletableFuture.supplyAsync(() -> String.valueOf(page.posted(card + "/sealed"))));
        }
        assertThat(state(number)).isEqualTo("MAILER_PRINTED");
        assertThat(states(number)).hasSize(1);
        assertThat(certificates(number)).isEqualTo(1);
    }

    private static void serverDiesAt(String point, Supplier<CompletableFuture<String>> tell) {
        server.arm(point);
        CompletableFuture<String> telling = tell.get();
        server.awaitReached(point, telling, PATIENCE);
        server.kill();
        telling.exceptionally(failed -> "cut off").join();
        server.start();
        invariants.check(server);
    }

    @Test
    void stationDiesAtEveryStepAndTheCardIsFinished() throws Exception {
        String number = ordered();
        for (String step : List.of("keyed", "certify", "written", "pinSet", "verified")) {
            for (String when : List.of(".begin", ".done")) {
                String point = "office." + step + when;
                station.killAt(point, "station");
                passLease();
                station.start();
                invariants.check(server);
                assertThat(states(number)).as(point).hasSize(1).doesNotContain("SPOILED");
            }
        }
        station.say("station");
        Page page = new Page();
        page.signIn("issuer");
        station.arm("office.pinShown.done");
        CompletableFuture<Integer> asking =
                CompletableFuture.supplyAsync(() -> page.posted("station/" + cardOf(number) + "/pin"));
        station.awaitReached("office.pinShown.done", asking.thenApply(String::valueOf), PATIENCE);
        station.kill();
        asking.exceptionally(gone -> 0).join();
        passLease();
        station.start();
        station.say("station");

        assertThat(state(number)).isEqualTo("VERIFIED");
        assertThat(database.sql()
                        .sql("SELECT pin_round FROM card.personalization WHERE application_number = :number")
                        .param("number", number)
                        .query(Integer.class)
                        .single())
                .as("a PIN that was lost is not used again")
                .isGreaterThan(2);
        assertThat(certificates(number)).isEqualTo(1);
        finish(number);
    }

    /** The card is pulled out while the station is away: it is remade, and its certificate dies first. */
    @Test
    void cardGoneWithTheStationIsSpoiledAndItsCertificateRevoked() throws Exception {
        String number = ordered();
        station.killAt("office.certify.done", "station");
        hand.remove();
        passLease();
        station.start();
        station.say("station");
        assertThat(states(number)).containsExactly("SPOILED");
        server.say("work");
        assertThat(liveCertificates(number)).isZero();

        load(number);
        station.say("station");
        assertThat(state(number)).isEqualTo("VERIFIED");
        assertThat(liveCertificates(number)).isEqualTo(1);
        finish(number);
    }

    /** What a worker knows cannot be written to a disk or read by another program, and ends with it. */
    @Test
    void workerThatDiesTakesThePinWithItAndTheCardGetsANewOne() throws Exception {
        String number = ordered();
        station.say("station");
        assertThat(state(number)).isEqualTo("VERIFIED");
        List<ProcessHandle> workers = workers();
        assertThat(workers).as("the card's, and the next card's").hasSize(2);
        for (ProcessHandle worker : workers) {
            Path proc = Path.of("/proc", Long.toString(worker.pid()));
            assertThat(Files.readString(proc.resolve("limits")))
                    .containsPattern(Pattern.compile("Max core file size +0 +0"));
            assertThat(Files.readString(proc.resolve("environ")).split("\0"))
                    .allMatch(variable ->
                            Pattern.matches("(PATH|LANG|LC_ALL|TZ|PCSCLITE_CSOCK_NAME|PWD|_)=.*|OLDPWD|", variable));
            Process asking = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(worker.pid()),
                            "GC.heap_info")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asking.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(asking.waitFor()).as(said).isNotZero();
        }

        for (ProcessHandle worker : workers) {
            worker.destroyForcibly();
            worker.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        Page page = new Page();
        page.signIn("issuer");
        String card = "station/" + cardOf(number);
        assertThat(page.post(card + "/pin", Map.of()).statusCode()).as("gone").isEqualTo(409);
        assertThat(page.post(card + "/sealed", Map.of()).statusCode()).isEqualTo(409);
        station.say("station");
        assertThat(page.get("/desk/api/card/station").body()).contains("途中で停止");

        await("after a pause").atMost(PATIENCE).until(() -> {
            station.say("station");
            return database.sql()
                    .sql("SELECT state || pin_round FROM card.personalization WHERE application_number = :number")
                    .param("number", number)
                    .query(String.class)
                    .single()
                    .equals("VERIFIED2");
        });
        finish(number);
        assertThat(workers()).as("the next card's").hasSize(1);
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.of(station.pid())
                .orElseThrow()
                .children()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    /** The issuer reads the PIN and seals the letter; the rest is not this test's. */
    private static void finish(String number) throws Exception {
        Page page = new Page();
        page.signIn("issuer");
        String card = "station/" + cardOf(number);
        assertThat(page.post(card + "/pin", Map.of()).statusCode()).isEqualTo(200);
        assertThat(page.post(card + "/sealed", Map.of()).statusCode()).isEqualTo(204);
        page.signIn("inspector");
        station.say("station");
        server.say("inspect", number);
        assertThat(state(number)).isEqualTo("INSPECTED");
        assertThat(liveCertificates(number)).isEqualTo(1);
        server.say("play", number, "end");
        invariants.checkAtRest(server);
    }

    private static String arrived() {
        String number = server.say("arrive", "aosign-g2");
        invariants.acknowledged(number);
        server.say("play", number, "userTask_loadCard");
        return number;
    }

    /** A new blank lies in the reader, and the station may use it. */
    private static String blank() {
        String chip = hand.insertBlank().value();
        server.say("receive", chip, "BOX-" + chip, STATION);
        return chip;
    }

    /** An application whose card is ordered and lies in the reader. */
    private static String ordered() throws Exception {
        String number = arrived();
        load(number);
        return number;
    }

    private static void load(String number) throws Exception {
        String chip = blank();
        Line line = new Line(STATION);
        line.signIn("issuer");
        line.claim(chip);
        server.say("load", number, chip);
        server.say("work");
        assertThat(state(number)).isEqualTo("RESERVED");
        passLease();
    }

    /** Whatever a run of the station's program has claimed is free again. */
    private static void passLease() {
        server.say("move", now().plusSeconds(31).toString());
    }

    private static Instant now() {
        return Instant.parse(server.say("now").split(" ", 2)[0]);
    }

    private static String aKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    }

    private static List<String> states(String number) {
        return database.sql()
                .sql("SELECT state FROM card.personalization WHERE application_number = :number ORDER BY reserved_at")
                .param("number", number)
                .query(String.class)
                .list();
    }

    private static String state(String number) {
        List<String> states = states(number);
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

    private static long certificates(String number) {
        return database.sql()
                .sql("SELECT count(*) FROM ca.certificate WHERE application = :number")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    private static long liveCertificates(String number) {
        return database.sql()
                .sql("SELECT count(*) FROM ca.certificate WHERE application = :number AND state = 'ISSUED'")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    private static long refusals() {
        return database.sql()
                .sql("SELECT count(*) FROM audit.entry WHERE event = 'station.refused'")
                .query(Long.class)
                .single();
    }

    private static String actorOf(String event, String number) {
        return database.sql()
                .sql("SELECT actor FROM audit.entry WHERE event = :event AND key = :number")
                .param("event", event)
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** Somebody at the server's port for stations, with that key. */
    private static final class Line {

        private final HttpClient client;
        private final String worker = UUID.randomUUID().toString();

        Line(String key) throws IOException, GeneralSecurityException {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(keys.line(key))
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
        }

        private static HttpRequest.Builder request(String url, String worker) {
            return HttpRequest.newBuilder(URI.create(url))
                    .header("Hakko-Worker", worker)
                    .header("Content-Type", "application/json")
                    .timeout(PATIENCE);
        }

        HttpResponse<String> send(String url) throws IOException, InterruptedException {
            return client.send(request(url, worker).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return send("https://127.0.0.1:" + stationPort + "/station/api" + path);
        }

        HttpResponse<String> post(String path, Map<String, ?> content, String... token)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = request("https://127.0.0.1:" + stationPort + "/station/api" + path, worker)
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(content)));
            if (token.length > 0) {
                request.header("Hakko-Operator", token[0]);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }

        /** Claims, with a blank of that chip in the reader; with nothing in it when there is none. */
        JsonNode claim(String chip) throws IOException, InterruptedException {
            Map<String, Object> report = chip.isEmpty()
                    ? Map.of("reader", "test", "connected", true)
                    : Map.of("reader", "test", "connected", true, "card", Map.of("chip", chip, "blank", true));
            return JSON.readTree(post("/claims", report).body());
        }

        JsonNode claimed(String chip) {
            try {
                return claim(chip);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }

        String signIn(String user) throws IOException, InterruptedException {
            return JSON.readTree(post("/operators", Map.of("user", user, "password", PASSWORD))
                            .body())
                    .path("token")
                    .asText();
        }
    }

    /** Somebody at the page of the station. */
    private static final class Page extends StationHand {
        Page() {
            super(station, PASSWORD);
        }
    }
}
