package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.SubjectContent;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.desk.StaffClient;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.notice.Letters;
import io.hakko.policy.Profiles;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Workflow;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/** A card from the issuer's form to the inspector's, over HTTP, with the real engine, authority and database. */
@HakkoWebTest
@Import(CardIssuanceWebTest.AcceptedApplications.class)
@ExtendWith(OutputCaptureExtension.class)
class CardIssuanceWebTest {

    private static final Logger LOG = LoggerFactory.getLogger(CardIssuanceWebTest.class);
    private static final String PASSWORD = "a long test password";
    private static int applications = 900_000;

    /** Applications that were accepted; the card module asks for nothing else of them. */
    @TestConfiguration(proxyBeanMethods = false)
    static class AcceptedApplications {
        @Bean
        @Primary
        CertificateOrders acceptedApplications(Profiles profiles) {
            ServiceProfile profile = profiles.all().stream()
                    .filter(p -> p.ref().id().equals("aosign-g2"))
                    .findFirst()
                    .orElseThrow();
            return new CertificateOrders() {
                @Override
                public CertificateOrder orderOf(ApplicationNumber application) {
                    SubjectContent subject = new SubjectContent(
                            Scope.CORPORATION,
                            "Hakko Hanako",
                            "発行花子",
                            Optional.of("株式会社見本"),
                            Optional.of("東京都見本区見本一丁目"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty());
                    return new CertificateOrder(profile.ref(), product(application), subject, "card-web-test");
                }

                /** Tests of batches want kinds of their own: from 970 000 on every ten thousand numbers have another product. */
                private String product(ApplicationNumber application) {
                    int sequence = Integer.parseInt(application.value().replaceFirst(".*-", ""));
                    return profile.products()
                            .get(Math.max(0, sequence / 10_000 - 96))
                            .code();
                }

                @Override
                public void issued(ApplicationNumber application) {
                    LOG.debug("issued");
                }
            };
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    Workflow workflow;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    Station station;

    @Autowired
    SimulatedCards hand;

    @Autowired
    SimulatedBox box;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    @Autowired
    Letters letters;

    @Autowired
    EmbeddedDatabase database;

    @Autowired
    LoggingSystem logging;

    @Autowired
    ObjectMapper json;

    private StaffClient issuer;
    private StaffClient inspector;
    private ApplicationNumber application;

    @BeforeEach
    void start() {
        issuer = signedIn("card-issuer", "issuer");
        inspector = signedIn("card-inspector", "inspector");
        application = ApplicationNumber.of("AO", 2026, ++applications);
        transaction.executeWithoutResult(
                status -> workflow.start(CertificateIssuanceProcess.KEY, application.value(), ProcessVariables.none()));
    }

    private StaffClient signedIn(String id, String role) {
        if (!accounts.exists(id)) {
            accounts.add(id, "試験 花子", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
        return new StaffClient(port).signIn(id, PASSWORD);
    }

    @Test
    void cardIsLoadedMadeShownSealedAndInspected() throws Exception {
        String load = form("userTask_loadCard", "load-card");
        assertThat(issuer.post("/desk/api/card/simulator/insert-blank", "{}").statusCode())
                .isEqualTo(204);
        JsonNode sheet = json.readTree(issuer.get(load).body());
        assertThat(sheet.at("/view/applicationNumber").asText()).isEqualTo(application.value());
        assertThat(sheet.at("/view/blank").asBoolean()).isTrue();
        String chip = sheet.at("/values/chipSerial").asText();
        assertThat(chip).isEqualTo(hand.inserted().map(ChipSerial::value).orElseThrow());

        assertStatus(issuer.post(load, "{\"chipSerial\":\"" + chip + "\"}"), 204);
        runJobs();
        station.workOnce();
        JsonNode job = job();
        assertThat(job.at("/state").asText()).isEqualTo("VERIFIED");
        assertThat(job.at("/stateName").asText()).isEqualTo("動作確認済み・PIN封入待ち");
        assertThat(job.at("/pinWaits").asBoolean()).isTrue();

        HttpResponse<String> pin = issuer.post(pin(), "");
        assertThat(pin.statusCode()).isEqualTo(200);
        assertThat(pin.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(pin.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("text/plain"));
        assertThat(pin.body()).matches("[0-9]{8}\n[0-9]{8}\n");
        HttpResponse<String> again = issuer.post(pin(), "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("PINはもう表示できません");
        assertThat(job().at("/pinShown").asBoolean()).isTrue();
        assertStatus(issuer.post("/desk/api/card/station/" + number() + "/sealed", ""), 204);

        String inspect = form("userTask_inspectCard", "inspect-card");
        IssuedCertificate issued = certificates.ofApplication(application).get(0);
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(application.value())
                        .variableValueEquals(
                                "certificateSerial", issued.serial().hex())
                        .variableValueEquals("cardNumber", number().value())
                        .count())
                .isOne();
        hand.remove();
        HttpResponse<String> empty =
                inspector.post(inspect, "{\"chipSerial\":\"\",\"verdict\":\"pass\",\"reason\":\"\"}");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(json.readTree(empty.body()).at("/errors/0/pointer").asText()).isEqualTo("/verdict");
        assertStatus(inspector.post("/desk/api/card/simulator/insert/" + chip, "{}"), 204);
        JsonNode found = json.readTree(inspector.get(inspect).body());
        assertThat(found.at("/view/same").asBoolean()).isTrue();
        assertThat(found.at("/view/readCardNumber").asText()).isEqualTo(number().value());
        assertThat(found.at("/view/readSha256").asText()).isEqualTo(issued.der().sha256());
        assertThat(inspector.post(inspect, "{\"verdict\":null}").body()).contains("合格か不合格かを選んでください");
        assertStatus(
                inspector.post(inspect, "{\"chipSerial\":\"" + chip + "\",\"verdict\":\"pass\",\"reason\":\"\"}"), 204);

        assertThat(ledger.live(application))
                .hasValueSatisfying(card -> assertThat(card.state()).isEqualTo(LedgerState.INSPECTED));
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(application.value())
                        .count())
                .isZero();
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(issued.der().bytes()));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("Hakko Hanako");
    }

    @Test
    void cardThatFailsInspectionIsRevokedAndMadeAnew() throws Exception {
        makeAndSeal();
        CardNumber first = number();
        String inspect = form("userTask_inspectCard", "inspect-card");
        assertThat(inspector
                        .post(inspect, "{\"verdict\":\"fail\",\"reason\":\"\"}")
                        .body())
                .contains("理由を入力してください");
        assertStatus(inspector.post(inspect, "{\"verdict\":\"fail\",\"reason\":\"券面のかすれ\"}"), 204);
        runJobs();

        IssuedCertificate spoiled = certificates.ofApplication(application).get(0);
        assertThat(spoiled.revocation()).hasValueSatisfying(r -> {
            assertThat(r.technical()).isTrue();
            assertThat(r.reason()).as("the profile's automatic.cardSpoiled").isEqualTo("A-O5");
            assertThat(r.crlReason()).as("superseded (RULES 7)").contains(4);
        });
        assertThat(letters.ofCase(application.value())).isEmpty();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("certificate-revocation")
                        .variableValueEquals(
                                "certificateSerial", spoiled.serial().hex())
                        .count())
                .as("nobody is told")
                .isZero();
        JsonNode sheet =
                json.readTree(issuer.get(form("userTask_loadCard", "load-card")).body());
        assertThat(sheet.at("/view/spoiled/0").asText()).isEqualTo("券面のかすれ");

        makeAndSeal();
        assertThat(number()).isNotEqualTo(first);
        assertThat(certificates.ofApplication(application))
                .filteredOn(c -> !c.isRevoked())
                .hasSize(1);
    }

    @Test
    void givenUpCardIsMadeAnew() {
        load();
        station.workOnce();
        assertThat(issuer.post(giveUp(), "{\"reason\":\"\"}").body()).contains("理由を入力してください");
        assertStatus(issuer.post(giveUp(), "{\"reason\":\"封書を汚した\"}"), 204);
        runJobs();

        assertThat(ledger.live(application)).isEmpty();
        assertThat(certificates.ofApplication(application)).allMatch(IssuedCertificate::isRevoked);
        load();
        station.workOnce();
        assertThat(ledger.live(application))
                .hasValueSatisfying(card -> assertThat(card.state()).isEqualTo(LedgerState.VERIFIED));
    }

    @Test
    void spoiledPinLetterIsReplacedUnderTwoPersons() throws Exception {
        load();
        station.workOnce();
        String old = issuer.post(pin(), "").body();
        assertThat(inspectorsJobs()).doesNotContain(application.value());
        assertThat(issuer.post(jam(), "{\"reason\":\" \"}").body()).contains("理由を入力してください");
        assertThat(issuer.post(jam(), "{\"reason\":\"PINは12345678\"}").body()).contains("6桁以上の数字");
        assertStatus(issuer.post(jam(), "{\"reason\":\"用紙が詰まった\"}"), 204);

        assertThat(job().at("/jammed").asBoolean()).isTrue();
        assertThat(job().at("/mayConfirm").asBoolean()).isFalse();
        assertThat(issuer.post(destroyed(), "").body()).contains("別の発行担当または検査担当が確認してください");
        station.workOnce();
        assertThat(issuer.post(pin(), "").statusCode()).isEqualTo(409);

        JsonNode seen = json.readTree(inspector.get("/desk/api/card/station").body());
        assertThat(seen.at("/issuer").asBoolean()).isFalse();
        assertThat(seen.at("/jobs/0/jamReason").asText()).isEqualTo("用紙が詰まった");
        assertThat(seen.at("/jobs/0/mayConfirm").asBoolean()).isTrue();
        assertStatus(inspector.post(destroyed(), ""), 204);
        assertThat(inspectorsJobs()).doesNotContain(application.value());
        assertThat(job().at("/renewing").asBoolean()).isTrue();

        station.workOnce();
        String renewed = issuer.post(pin(), "").body();
        assertThat(renewed).matches("[0-9]{8}\n[0-9]{8}\n").isNotEqualTo(old);
        assertStatus(issuer.post("/desk/api/card/station/" + number() + "/sealed", ""), 204);
        assertThat(issuer.post(jam(), "{\"reason\":\"封書が破れた\"}").statusCode())
                .as("after sealing a damaged letter means a remake")
                .isEqualTo(409);
    }

    private String inspectorsJobs() {
        return inspector.get("/desk/api/card/station").body();
    }

    @Test
    void faceOfTheCardIsDownloadedAndNothingIsPrintedWithoutAPrinter() throws Exception {
        load();
        station.workOnce();

        HttpResponse<String> face = issuer.get(face());
        assertThat(face.statusCode()).isEqualTo(200);
        assertThat(face.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("face-" + number() + ".svg"));
        assertThat(face.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("image/svg+xml"));
        assertThat(HtmlUtils.htmlUnescape(face.body()))
                .contains("<svg", "発行花子", "Hakko Hanako", "株式会社見本")
                .contains(number().value().substring(0, 4) + " "
                        + number().value().substring(4, 8));

        HttpResponse<String> printed = issuer.post(print(), "");
        assertThat(printed.statusCode()).isEqualTo(409);
        assertThat(printed.body()).contains("プリンタが設定されていません");
        assertThat(job().at("/pinWaits").asBoolean()).isTrue();
        assertThat(inspector.get(face()).statusCode()).isEqualTo(403);
        assertThat(inspector.post(print(), "").statusCode()).isEqualTo(403);
    }

    @Test
    void stationIsForIssuersOnly() {
        load();
        station.workOnce();

        assertThat(inspectorsJobs()).doesNotContain(application.value());
        assertThat(inspector.get("/desk/station").statusCode()).isEqualTo(200);
        StaffClient shipper = signedIn("card-shipper", "shipper");
        assertThat(shipper.get("/desk/api/card/station").statusCode()).isEqualTo(403);
        assertThat(shipper.get("/desk/station").statusCode()).isEqualTo(403);
        assertThat(shipper.post(destroyed(), "").statusCode()).isEqualTo(403);
        assertThat(inspector.post(jam(), "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(inspector.post(pin(), "").statusCode()).isEqualTo(403);
        assertThat(inspector.post(giveUp(), "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(inspector.post("/desk/api/card/simulator/insert-blank", "{}").statusCode())
                .isEqualTo(403);
        assertThat(new StaffClient(port).post(pin(), "").statusCode()).isIn(401, 403);
        assertThat(issuer.post(pin(), "").statusCode()).isEqualTo(200);
    }

    @Test
    void stationPageRunsOnlyItsOwnScriptAndIsNotKept() {
        HttpResponse<String> page = issuer.get("/desk/station");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy ->
                        assertThat(policy).contains("script-src 'self'").doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(c -> assertThat(c).contains("no-store"));
        assertThat(page.body()).contains("カード発行端末").doesNotContain("<script>").doesNotContain(" style=");
        assertThat(issuer.get("/desk/station/station.js").statusCode()).isEqualTo(200);
        assertThat(issuer.get("/desk/station/station.css").statusCode()).isEqualTo(200);
    }

    /** A-PIN-01, B-PIN-01, D-07: neither PIN nor unblocking value is in any table or log, however it is written. */
    @Test
    void pinIsInNoTableAndNoLog(CapturedOutput log) {
        List<String> loud =
                List.of("io.hakko", "org.springframework.web", "org.springframework.jdbc", "org.apache.coyote");
        loud.forEach(name -> logging.setLogLevel(name, LogLevel.TRACE));
        List<String> secrets;
        try {
            load();
            station.workOnce();
            secrets = new ArrayList<>(issuer.post(pin(), "").body().lines().toList());
            assertStatus(issuer.post(jam(), "{\"reason\":\"用紙が詰まった\"}"), 204);
            assertStatus(inspector.post(destroyed(), ""), 204);
            station.workOnce();
            secrets.addAll(issuer.post(pin(), "").body().lines().toList());
            assertStatus(issuer.post("/desk/api/card/station/" + number() + "/sealed", ""), 204);
        } finally {
            loud.forEach(name -> logging.setLogLevel(name, null));
        }
        String dump = dump();
        String control = "73519284";
        plant(control);
        String planted = dump();
        LOG.info("control {} {} {}", control, hex(control), base64(control).get(0));

        assertThat(secrets).hasSize(4);
        for (String secret : secrets) {
            for (String form : formsOf(secret)) {
                assertThat(dump).as("tables").doesNotContainIgnoringCase(form);
                assertThat(log.getAll()).as("log").doesNotContainIgnoringCase(form);
            }
        }
        assertThat(planted)
                .contains(control, hex(control))
                .contains(base64(control).get(0));
        assertThat(log.getAll())
                .contains(control, hex(control))
                .contains(base64(control).get(0));
        assertThat(log.getAll()).as("the log was loud").contains(application.value());
    }

    private static List<String> formsOf(String secret) {
        List<String> forms = new ArrayList<>(base64(secret));
        forms.add(secret);
        forms.add(new StringBuilder(secret).reverse().toString());
        forms.add(hex(secret));
        forms.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_16BE)));
        forms.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_16LE)));
        return forms;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What stays the same of the text's base64 at each of the three places it can have in a triple of bytes. */
    private static List<String> base64(String text) {
        List<String> forms = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = (" ".repeat(shift) + text).getBytes(StandardCharsets.US_ASCII);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = shift == 0 ? 0 : shift + 1;
            int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
            forms.add(encoded.substring(from, to));
        }
        return forms;
    }

    private JdbcClient administrator() {
        return JdbcClient.create(database.postgres().getDatabase("postgres", EmbeddedDatabase.DATABASE));
    }

    /** Every row of every table, the engine's too. */
    private String dump() {
        JdbcClient jdbc = administrator();
        List<String> tables = jdbc.sql("""
                        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list();
        assertThat(tables).contains("card.personalization", "camunda.act_ru_variable", "camunda.act_ge_bytearray");
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            jdbc.sql("SELECT t::text FROM " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    private void plant(String control) {
        JdbcClient jdbc = administrator();
        jdbc.sql("CREATE TABLE public.canary AS SELECT :text AS raw, :bytes AS bytes, :base64 AS base64")
                .param("text", control)
                .param("bytes", control.getBytes(StandardCharsets.US_ASCII))
                .param("base64", Base64.getEncoder().encodeToString(control.getBytes(StandardCharsets.US_ASCII)))
                .update();
    }

    private void load() {
        String load = form("userTask_loadCard", "load-card");
        String chip = box.insertBlank().value();
        assertStatus(issuer.post(load, "{\"chipSerial\":\"" + chip + "\"}"), 204);
        runJobs();
    }

    private void makeAndSeal() {
        load();
        station.workOnce();
        assertThat(issuer.post(pin(), "").statusCode()).isEqualTo(200);
        assertStatus(issuer.post("/desk/api/card/station/" + number() + "/sealed", ""), 204);
    }

    private String pin() {
        return "/desk/api/card/station/" + number() + "/pin";
    }

    private String face() {
        return "/desk/api/card/station/" + number() + "/face.svg";
    }

    private String print() {
        return "/desk/api/card/station/" + number() + "/print";
    }

    private String jam() {
        return "/desk/api/card/station/" + number() + "/jam";
    }

    private String destroyed() {
        return "/desk/api/card/station/" + number() + "/mailer-destroyed";
    }

    private String giveUp() {
        return "/desk/api/card/station/" + number() + "/give-up";
    }

    private CardNumber number() {
        return ledger.live(application).orElseThrow().number();
    }

    private JsonNode job() throws Exception {
        for (JsonNode job :
                json.readTree(issuer.get("/desk/api/card/station").body()).at("/jobs")) {
            if (job.at("/applicationNumber").asText().equals(application.value())) {
                return job;
            }
        }
        throw new AssertionError("no job for " + application);
    }

    private String form(String element, String form) {
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(application.value())
                .taskDefinitionKey(element)
                .singleResult();
        return "/desk/api/card/tasks/" + task.getId() + "/" + form;
    }

    private void runJobs() {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(application.value())
                .singleResult()
                .getId();
        for (Job job : management
                .createJobQuery()
                .processInstanceId(instance)
                .messages()
                .list()) {
            management.executeJob(job.getId());
        }
    }

    private static void assertStatus(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }
}
