package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.fire.SecretScan.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;

/**
 * Cases are played along good and failing ways; then everything that the service has written down is searched for PINs,
 * unblocking values, private keys and, in the engine's tables, for personal data. Each search first finds a canary that
 * was planted in that place (CARD-AND-CA section 6).
 */
class SecretsFireTest {

    private static final Path HOME = Fire.home("secrets");
    private static final Path TEMP = HOME.resolve("tmp");
    private static final Path DUMP = HOME.resolve("dump");
    private static final String CANARY = "canary-7f3a91c2d4";
    private static final String CANARY_DIGITS = "83917264";
    private static final String CANARY_NAME = "金糸雀 鳴子";

    private static FireDatabase database;
    private static CardProcess cards;
    private static CardProcess.Client hand;
    private static ServiceProcess service;

    /** Lets the service write a canary wherever it writes. */
    static class Canaries {
        @Bean
        FireCommand canaryInTheLogCommand() {
            return FireCommand.of("log", words -> {
                LoggerFactory.getLogger("io.hakko.canary").warn("Canary {}", words.get(0));
                return "";
            });
        }

        @Bean
        FireCommand canaryInATemporaryFileCommand() {
            return FireCommand.of("temp", words -> {
                Files.writeString(Files.createTempFile("canary", ".txt"), words.get(0));
                return "";
            });
        }

        @Bean
        FireCommand canaryInAVariableCommand(RuntimeService runtime, org.camunda.bpm.engine.IdentityService identity) {
            return FireCommand.of("variable", words -> {
                String value = new String(Base64.getDecoder().decode(words.get(1)), StandardCharsets.UTF_8);
                identity.clearAuthentication();
                runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(words.get(0))
                        .list()
                        .forEach(instance -> {
                            runtime.setVariable(instance.getId(), "canary", value);
                            runtime.setVariable(
                                    instance.getId(),
                                    "canaryFile",
                                    org.camunda.bpm.engine.variable.Variables.byteArrayValue(
                                            value.getBytes(StandardCharsets.UTF_8)));
                        });
                return "";
            });
        }
    }

    @BeforeAll
    static void play() throws Exception {
        Fire.again(HOME);
        Files.createDirectories(TEMP);
        Files.createDirectories(DUMP);
        database = FireDatabase.start(HOME);
        cards = CardProcess.start(HOME.resolve("cards.log"));
        hand = cards.client();
        service = ServiceProcess.on(database, cards, HOME)
                .option("-Djava.io.tmpdir=" + TEMP)
                .set("logging.level.io.hakko", "DEBUG")
                .set("logging.level.org.camunda.bpm.engine", "DEBUG")
                .set("logging.level.org.springframework.jdbc", "TRACE")
                .with(Canaries.class)
                .start();
        service.say("engage");

        String good = service.say("arrive", "aosign-g2");
        service.say("play", good, "end");
        String request = service.say("revoke", good);
        service.say("play", request, "end");

        // The card fails while the PIN is on the wire, while it is proved, and while it signs; each time it is remade.
        for (int instruction : new int[] {0x24, 0x20, 0x87}) {
            String failing = service.say("arrive", "aosign-g2");
            service.say("play", failing, "userTask_loadCard");
            service.say("step", failing);
            service.say("work");
            hand.loseAnswerOf(instruction);
            service.say("station");
            service.say("play", failing, "userTask_recordReceipt");
        }

        // The service dies with PINs in its memory.
        String dying = service.say("arrive", "aosign-g2");
        service.killAt("ledger.PIN_SET.before", "play", dying, "end");
        service.start();
        service.killAt("audit.card.pinShown.after", "play", dying, "end");
        service.start();
        service.say("play", dying, "userTask_recordReceipt");
        database.sql().sql("CHECKPOINT").update();
    }

    @AfterAll
    static void stop() {
        service.close();
        cards.close();
        database.close();
    }

    @Test
    void scanFindsASecretInEveryForm() {
        byte[] binary = HexFormat.of().parseHex("00c1a2b3d4e5f60718293a4b5c6d7e8f");
        SecretScan scan = new SecretScan().text("pin", CANARY_DIGITS).bytes("key", binary);
        byte[] ascii = CANARY_DIGITS.getBytes(StandardCharsets.US_ASCII);

        assertThat(List.of(
                        kinds(scan, "PIN=" + CANARY_DIGITS + "\n"),
                        kinds(scan, "x" + new StringBuilder(CANARY_DIGITS).reverse() + "x"),
                        kinds(scan, HexFormat.of().formatHex(ascii)),
                        kinds(
                                scan,
                                Base64.getEncoder()
                                        .encodeToString(("a" + CANARY_DIGITS).getBytes(StandardCharsets.US_ASCII))),
                        kinds(
                                scan,
                                Base64.getEncoder()
                                        .encodeToString(
                                                ("ab" + CANARY_DIGITS + "c").getBytes(StandardCharsets.US_ASCII))),
                        kinds(scan, HexFormat.of().withUpperCase().formatHex(binary)),
                        kinds(scan, new java.math.BigInteger(1, binary).toString())))
                .containsExactly(
                        Set.of("raw"),
                        Set.of("reversed"),
                        Set.of("hex", "HEX"),
                        Set.of("base64", "base64url"),
                        Set.of("base64", "base64url"),
                        Set.of("HEX"),
                        Set.of("number"));
        assertThat(scan.in(CANARY_DIGITS.getBytes(StandardCharsets.UTF_16BE), "test"))
                .isNotEmpty();
        assertThat(scan.in(("1" + CANARY_DIGITS).getBytes(StandardCharsets.US_ASCII), "a longer number"))
                .isEmpty();
    }

    private static Set<String> kinds(SecretScan scan, String content) {
        Set<String> kinds = new HashSet<>();
        scan.in(content.getBytes(StandardCharsets.US_ASCII), "test").forEach(found -> kinds.add(found.kind()));
        return kinds;
    }

    @Test
    void noPinAndNoPrivateKeyIsWrittenDownAnywhere() throws Exception {
        plantCanaries();
        List<Path> everywhere = everywhere();
        SecretScan canaries = new SecretScan().text("canary", CANARY).text("canary digits", CANARY_DIGITS);
        List<String> places =
                canaries.in(everywhere, "/ca/").stream().map(Finding::place).toList();
        for (String place :
                List.of("/dump/", "/pg_wal/", "/pgdata/base/", "node-1.log", "/tmp/canary", "/repository/")) {
            assertThat(places).as("positive control in " + place).anyMatch(found -> found.contains(place));
        }

        List<byte[]> pins = hand.pins();
        List<byte[]> keys = hand.privateKeys();
        assertThat(pins).as("PINs and unblocking values set").hasSizeGreaterThanOrEqualTo(16);
        assertThat(keys).as("parts of private keys").hasSizeGreaterThanOrEqualTo(25);
        SecretScan scan = new SecretScan();
        for (byte[] pin : pins) {
            scan.text("PIN", new String(pin, StandardCharsets.US_ASCII));
        }
        keys.forEach(part -> scan.bytes("card key", part));
        scan.bytes("management key", hand.managementKey());
        for (byte[] part : keyOfTheAuthority()) {
            scan.bytes("CA key", part);
        }

        assertThat(scan.in(everywhere, "/ca/")).isEmpty();
        report(pins.size(), keys.size(), scan.forms(), everywhere);
    }

    @Test
    void noPersonalDatumIsInTheTablesOfTheEngine() throws Exception {
        Set<String> data = personalData();
        assertThat(data).contains("佐藤 花子", "1984-05-17").hasSizeGreaterThan(8);
        String number = database.sql()
                .sql("SELECT number FROM application.application WHERE status = 'ISSUED' LIMIT 1")
                .query(String.class)
                .single();
        service.say(
                "variable", number, Base64.getEncoder().encodeToString(CANARY_NAME.getBytes(StandardCharsets.UTF_8)));
        Path engine = dump("engine.sql", "--schema=camunda", "--data-only");

        SecretScan canary = new SecretScan().text("canary", CANARY_NAME);
        assertThat(canary.in(Files.readAllBytes(engine), "engine"))
                .extracting(Finding::kind)
                .as("positive control in text and in bytea")
                .contains("raw", "hex");

        SecretScan scan = new SecretScan();
        data.forEach(datum -> scan.text(datum, datum));
        assertThat(scan.in(Files.readAllBytes(engine), "engine")).isEmpty();
        assertThat(scan.in(Files.readAllBytes(dump("domain.sql", "--schema=application", "--data-only")), "domain"))
                .as("the same search finds them where they belong")
                .extracting(Finding::secret)
                .containsAll(data);
    }

    /** Names, addresses, birthdays, numbers by which people are reached: whatever the domain knows of people. */
    private static Set<String> personalData() {
        Set<String> data = new TreeSet<>();
        for (String column : List.of(
                "applicant.name",
                "applicant.name_kana",
                "applicant.birth_date::text",
                "applicant.address",
                "applicant.phone",
                "applicant.email",
                "company.name",
                "company.head_office",
                "company.representative_name")) {
            String table = column.substring(0, column.indexOf('.'));
            data.addAll(database.sql()
                    .sql("SELECT DISTINCT %s FROM application.%s %s WHERE %s IS NOT NULL"
                            .formatted(column, table, table, column))
                    .query(String.class)
                    .list());
        }
        data.addAll(database.sql()
                .sql("SELECT DISTINCT romaji_given FROM application.applicant")
                .query(String.class)
                .list());
        return data;
    }

    private static void plantCanaries() throws IOException {
        service.say("log", CANARY);
        service.say("temp", CANARY);
        Files.writeString(HOME.resolve("repository").resolve("canary.txt"), CANARY_DIGITS);
        var sql = database.sql();
        sql.sql("CREATE TABLE IF NOT EXISTS public.canary (words text, digits bytea)")
                .update();
        sql.sql("INSERT INTO public.canary VALUES (:words, :digits)")
                .param("words", CANARY)
                .param("digits", CANARY_DIGITS.getBytes(StandardCharsets.US_ASCII))
                .update();
        sql.sql("CHECKPOINT").update();
    }

    private static List<Path> everywhere() throws Exception {
        dump("whole.sql");
        return List.of(HOME);
    }

    private static Path dump(String name, String... options) throws Exception {
        Path file = DUMP.resolve(name);
        List<String> command = new ArrayList<>(List.of("pg_dump", "-h", "localhost", "-p"));
        command.add(Integer.toString(database.port()));
        command.addAll(List.of("-U", "postgres", "-f", file.toString()));
        command.addAll(List.of(options));
        command.add("hakko");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return file;
    }

    /** The private numbers of the CA key; its own store and the store's password are the one place where they may be. */
    private static List<byte[]> keyOfTheAuthority() throws IOException, GeneralSecurityException {
        Path folder = HOME.resolve("ca");
        char[] password =
                Files.readString(folder.resolve("aosign-g2.password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(folder.resolve("aosign-g2.p12"))) {
            store.load(in, password);
        }
        PrivateKey key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
        RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
        return List.of(
                rsa.getPrimeP().toByteArray(),
                rsa.getPrimeQ().toByteArray(),
                rsa.getPrivateExponent().toByteArray(),
                new String(password).getBytes(StandardCharsets.US_ASCII));
    }

    private static void report(int pins, int keys, int forms, List<Path> places) throws IOException {
        long bytes = 0;
        long files = 0;
        for (Path file : SecretScan.files(places)) {
            bytes += file.toFile().length();
            files++;
        }
        Files.writeString(
                HOME.resolveSibling("secrets.md"),
                "%d PINs and unblocking values, %d parts of card keys, %d forms, in %d files, %d MB: nothing found%n"
                        .formatted(pins, keys, forms, files, bytes >> 20));
    }
}
