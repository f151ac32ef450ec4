package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.card.Station;
import io.hakko.desk.StaffClient;
import io.hakko.repository.CrlPublications;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Refusal;
import io.hakko.workflow.DeadlineCheck;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One running service, whose database gets into trouble while cases are worked on and CRLs are published. Each time people
 * are told so, the service comes back by itself, and nothing is lost or doubled.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseFireTest {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFireTest.class);
    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int CASES = 3;
    private static final int LARGE = 30_000;

    /** Without the certificates, which no CRL needs. */
    private static final String REVOCATIONS = """
            INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, explanation, technical, crl_number, entry)
            SELECT upper(serial), '%s', at, at + (400 + i %% 1825) * interval '1 day', 'A-S1', '', false,
                   (SELECT next_crl_number FROM ca.authority WHERE id = '%s'),
                   '\\x3021'::bytea || '\\x0210'::bytea || decode(serial, 'hex') || '\\x170d'::bytea
                     || convert_to(to_char(at AT TIME ZONE 'UTC', 'YYMMDDHH24MISS') || 'Z', 'UTF8')
              FROM (SELECT i, '4' || substr(md5(i::text), 2) AS serial,
                           timestamptz '2026-11-23 00:00:00Z' - i * interval '10 seconds' AS at
                      FROM generate_series(1, %d) i) r
            """.formatted(OwnService.SERVICE, OwnService.SERVICE, LARGE);

    @TempDir
    static Path home;

    private static final ExecutorService PEOPLE = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fire-people");
        thread.setDaemon(true);
        return thread;
    });

    private static Path servers;
    private static Path log;
    private static boolean smallLog;
    private static PostgresServer server;
    private static TcpGate first;
    private static TcpGate second;
    private static OwnService service;
    private static StaffClient manager;

    @BeforeAll
    static void start() {
        servers = PostgresServer.folder();
        log = servers.resolve("log");
        smallLog = mountSmallLog();
        server = PostgresServer.create(servers, "first", log).withRolesAndDatabase();
        first = new TcpGate(server.port());
        // Where the standby will be; there is none yet.
        second = new TcpGate(0);
        second.cut();
        OwnService.makeKey(home);
        Map<String, Object> settings = OwnService.settings(
                "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/hakko?targetServerType=primary"
                        .formatted(first.port(), second.port()),
                home);
        settings.put("hakko.command", "true");
        // As in production, only that nobody has to wait so long in a test.
        settings.put("spring.datasource.hikari.connection-timeout", "2000");
        settings.put("spring.datasource.hikari.validation-timeout", "1000");
        settings.put("camunda.bpm.job-execution.lock-time-in-millis", "15000");
        service = OwnService.start(settings, BEGIN, true);
        service.engage();
        manager = new StaffClient(service.port()).signIn("manager", OwnService.PASSWORD);
        await().atMost(PATIENCE).until(() -> latestCrl() > 0);
    }

    private static boolean mountSmallLog() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            Files.createDirectory(log);
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return PostgresServer.attempt(
                                Map.of(), List.of("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", log.toString()))
                        .code()
                == 0;
    }

    @AfterAll
    static void stop() {
        PEOPLE.shutdownNow();
        if (service != null) {
            service.close();
        }
        first.close();
        second.close();
        server.close();
        if (smallLog) {
            PostgresServer.execute(Map.of(), List.of("umount", "--lazy", log.toString()));
        }
        PostgresServer.execute(Map.of(), List.of("rm", "-rf", servers.toString()));
    }

    @Test
    @Order(1)
    void aTransactionWhoseConnectionIsTerminatedNeverWas() {
        List<ApplicationNumber> numbers = new ArrayList<>();

        assertThatThrownBy(() -> service.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                    numbers.add(
                            service.hands().arrive(service.staff(), OwnService.SERVICE, Channel.POST, service.today()));
                    server.terminateConnections();
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(rows("application.application", "number", numbers.get(0))).isZero();
        assertThat(rows("audit.entry", "key", numbers.get(0))).isZero();
        assertThat(rows("camunda.act_ru_execution", "business_key_", numbers.get(0)))
                .isZero();
        assertComesBack();
        ApplicationNumber again = arrive();
        assertThat(again).isEqualTo(numbers.get(0));
    }

    @Test
    @Order(2)
    void connectionsAreTerminatedAgainAndAgain() {
        Work work = new Work();
        for (int i = 0; i < 8; i++) {
            pause(400);
            server.terminateConnections();
        }
        work.isDoneOnce();
    }

    @Test
    @Order(3)
    void theCableIsCut() {
        Work work = new Work();
        pause(500);
        first.cut();
        assertPeopleAreTold();
        first.mend();
        assertComesBack();
        work.isDoneOnce();
    }

    @Test
    @Order(4)
    void theServerIsKilled() {
        Work work = new Work();
        pause(500);
        server.kill();
        assertPeopleAreTold();
        server.start();
        assertComesBack();
        work.isDoneOnce();
    }

    @Test
    @Order(5)
    @Tag("chaos")
    void theServerIsStoppedAndStartedInOrder() {
        for (int i = 0; i < 3; i++) {
            Work work = new Work();
            pause(700);
            server.stop();
            assertPeopleAreTold();
            server.start();
            assertComesBack();
            work.isDoneOnce();
        }
    }

    /** The disk of the write-ahead log is full: PostgreSQL gives up, and can start again only when there is room. */
    @Test
    @Order(6)
    @Tag("chaos")
    void theDiskOfTheLogIsFull() throws Exception {
        assumeTrue(smallLog, "needs root: a small file system is mounted for the write-ahead log");
        Work work = new Work();
        Path ballast = log.resolve("ballast");
        PostgresServer.attempt(Map.of(), List.of("dd", "if=/dev/zero", "of=" + ballast, "bs=1M"));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            try {
                // Whatever room is left in the present segment is given up.
                server.sql()
                        .sql("SELECT pg_switch_wal()::text")
                        .query(String.class)
                        .single();
                server.sql()
                        .sql("CREATE TABLE IF NOT EXISTS filler AS SELECT 1")
                        .update();
            } catch (RuntimeException full) {
                return !server.works();
            }
            return false;
        });
        assertPeopleAreTold();
        Files.delete(ballast);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (!server.works()) {
                startUnlessItRuns();
            }
            return server.works();
        });
        assertComesBack();
        work.isDoneOnce();
    }

    /** After a failed recovery the postmaster is gone: the supervisor of the server starts it again. */
    private static void startUnlessItRuns() {
        try {
            server.start();
        } catch (IllegalStateException runsOrRecovers) {
            assertThat(runsOrRecovers).hasMessageContaining("pg_ctl");
        }
    }

    @Test
    @Order(7)
    @Tag("chaos")
    void theStandbyTakesOver() {
        PostgresServer standby = server.standby(servers, "second");
        second.leadTo(standby.port());
        second.mend();
        await().atMost(PATIENCE)
                .until(() -> server.sql()
                                .sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                                .query(Long.class)
                                .single()
                        == 1);
        Work work = new Work();
        pause(700);
        PostgresServer former = server;
        former.kill();
        assertPeopleAreTold();
        standby.promote();
        server = standby;
        former.close();

        assertComesBack();
        work.isDoneOnce();
    }

    /** Half of a large CRL is written, the rest of its entries is still to be read. */
    @Test
    @Order(8)
    void theServerIsKilledWhileALargeCrlIsSigned() throws Exception {
        server.sql().sql("""
                        CREATE FUNCTION ca.halt() RETURNS trigger LANGUAGE plpgsql
                            AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(20260); RETURN NEW; END'
                        """).update();
        server.sql().sql("""
                        CREATE TRIGGER halt BEFORE INSERT ON ca.crl_piece
                           FOR EACH ROW WHEN (NEW.piece = 1) EXECUTE FUNCTION ca.halt()
                        """).update();
        CrlKey key;
        try (Connection keeper = DriverManager.getConnection(server.url("hakko"), PostgresServer.ADMINISTRATOR, "");
                Statement statement = keeper.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(REVOCATIONS);
            statement.execute("SELECT pg_advisory_lock(20260)");
            key = service.bean(TransactionTemplate.class)
                    .execute(status -> service.bean(Crls.class).request(OwnService.SERVICE));
            await("signing")
                    .atMost(PATIENCE)
                    .until(() -> server.sql()
                                    .sql("SELECT count(*) FROM pg_locks"
                                            + " WHERE locktype = 'advisory' AND objid = 20260 AND NOT granted")
                                    .query(Long.class)
                                    .single()
                            == 1);
            server.kill();
        }
        assertPeopleAreTold();
        server.start();
        assertComesBack();
        forgetDeadConnections();

        await("the CRL")
                .atMost(PATIENCE)
                .until(() -> server.sql()
                        .sql("SELECT state FROM ca.crl WHERE number = :number")
                        .param("number", key.number())
                        .query(String.class)
                        .list()
                        .equals(List.of("PUBLISHED")));
        assertThat(service.bean(AuditRecords.class).ofKey(key.toString()))
                .extracting(AuditRecord::event)
                .containsOnlyOnce("crl.signed", "crl.published");
        assertThat(service.bean(CrlPublications.class).all(OwnService.SERVICE))
                .filteredOn(crl -> crl.key().equals(key))
                .hasSize(1);
        X509CRL crl = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(service.bean(CrlPublications.class)
                        .find(key)
                        .orElseThrow()
                        .content()
                        .open());
        crl.verify(CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(service.bean(Authorities.class)
                        .find(OwnService.SERVICE)
                        .orElseThrow()
                        .certificate()
                        .bytes()))
                .getPublicKey());
        Set<String> shown = crl.getRevokedCertificates().stream()
                .map(entry -> new CertificateSerial(entry.getSerialNumber()).hex())
                .collect(Collectors.toSet());
        assertThat(shown)
                .hasSizeGreaterThanOrEqualTo(LARGE)
                .isEqualTo(new HashSet<>(server.sql()
                        .sql("SELECT serial FROM ca.revocation")
                        .query(String.class)
                        .list()));
        assertThat(service.bean(RuntimeService.class).createIncidentQuery().count())
                .isZero();
        assertThat(service.bean(AuditRecords.class).verify().broken()).isEmpty();
    }

    /** The last steps of the card may be gone with the server (ADR 93). The station goes on; so do people, as the system offers. */
    @Test
    @Order(9)
    void theServerIsKilledRightAfterACardIsMade() {
        Station station = service.bean(Station.class);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            ApplicationNumber number = service.arrive();
            Work.bringToTheCard(number);
            service.hands().loadCard(service.staff(), number);
            await("its order").atMost(PATIENCE).until(() -> states(number).equals(List.of("RESERVED")));
            station.workOnce();
            server.kill();
            assertPeopleAreTold();
            server.start();
            assertComesBack();
            forgetDeadConnections();

            kept.addAll(states(number));
            await("its inspection").atMost(PATIENCE).until(() -> {
                if (service.isOpen(number, "userTask_loadCard")) {
                    service.hands().loadCard(service.staff(), number);
                }
                station.workOnce();
                if (service.hands().cardWaitsForItsLetter(number)) {
                    service.hands().sealLetter(service.staff(), number);
                }
                return service.isOpen(number, "userTask_inspectCard");
            });
            service.hands().inspectCard(service.staff(), number);
            assertThat(states(number)).endsWith("INSPECTED");
            assertThat(states(number).subList(0, states(number).size() - 1))
                    .allSatisfy(before -> assertThat(before).isEqualTo("SPOILED"));
            assertThat(service.bean(Certificates.class).ofApplication(number))
                    .filteredOn(certificate -> !certificate.isRevoked())
                    .hasSize(1);
        }
        LOG.info("Of cards that were made the ledger has kept {}", kept);
        assertThat(kept).as("one at least was forgotten").hasSize(CASES).anyMatch(state -> !state.equals("VERIFIED"));
        assertThat(service.bean(RuntimeService.class).createIncidentQuery().count())
                .isZero();
        assertThat(service.bean(AuditRecords.class).verify().broken()).isEmpty();
    }

    /** Of the cards of a case, oldest first. */
    private static List<String> states(ApplicationNumber number) {
        return server.sql()
                .sql("SELECT state FROM card.personalization WHERE application_number = :number ORDER BY reserved_at")
                .param("number", number.value())
                .query(String.class)
                .list();
    }

    /**
     * People review and approve cases, and CRLs are asked for, until it is over. Who is told that it did not work looks again
     * what is open and tries again.
     */
    private static final class Work {

        private final List<ApplicationNumber> cases = new ArrayList<>();
        private final List<CompletableFuture<Void>> people = new ArrayList<>();
        private final CompletableFuture<Void> requests;
        private final AtomicBoolean enough = new AtomicBoolean();
        private final long crlBefore = latestCrl();

        Work() {
            for (int i = 0; i < CASES; i++) {
                cases.add(service.arrive());
            }
            cases.forEach(number -> people.add(CompletableFuture.runAsync(() -> bringToTheCard(number), PEOPLE)));
            requests = CompletableFuture.runAsync(this::requestCrls, PEOPLE);
        }

        private static void bringToTheCard(ApplicationNumber number) {
            long giveUp = System.nanoTime() + PATIENCE.toNanos() * 2;
            while (System.nanoTime() < giveUp) {
                try {
                    if (service.isOpen(number, "userTask_loadCard")) {
                        return;
                    }
                    if (service.isOpen(number, "userTask_review")) {
                        service.hands().findComplete(service.staff(), number);
                    } else if (service.isOpen(number, "userTask_approve")) {
                        service.hands().approve(service.staff(), number);
                    }
                } catch (Refusal doneAlready) {
                    assertThat(doneAlready).hasMessageContaining("workflow.taskGone");
                } catch (RuntimeException outage) {
                    pause(200);
                }
                pause(100);
            }
            throw new AssertionError(number + " was not brought to its card");
        }

        private void requestCrls() {
            while (!enough.get()) {
                try {
                    service.bean(TransactionTemplate.class)
                            .executeWithoutResult(
                                    status -> service.bean(Crls.class).request(OwnService.SERVICE));
                } catch (RuntimeException outage) {
                    pause(200);
                }
                pause(300);
            }
        }

        /** Waits for the end of the work and looks at what is left of it. */
        void isDoneOnce() {
            people.forEach(person ->
                    person.orTimeout(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS).join());
            enough.set(true);
            requests.join();
            forgetDeadConnections();
            for (ApplicationNumber number : cases) {
                assertThat(events(number))
                        .as(number.value())
                        .containsOnlyOnce("application.received")
                        .containsOnlyOnce("application.entered")
                        .containsOnlyOnce("review.complete")
                        .containsOnlyOnce("application.accepted");
                assertThat(service.bean(RuntimeService.class)
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey(number.value())
                                .processDefinitionKey("certificate-issuance")
                                .count())
                        .as("issuances of " + number)
                        .isOne();
            }
            // Every CRL that was asked for is published or overtaken; no job stays behind, no incident.
            await("CRLs")
                    .atMost(PATIENCE)
                    .until(() -> server.sql()
                                    .sql("SELECT count(*) FROM ca.crl WHERE state IN ('REQUESTED', 'SIGNED')")
                                    .query(Long.class)
                                    .single()
                            == 0);
            assertThat(latestCrl()).isGreaterThan(crlBefore);
            List<Long> numbers = service.bean(CrlPublications.class).all(OwnService.SERVICE).stream()
                    .map(crl -> crl.key().number())
                    .toList();
            assertThat(new HashSet<>(numbers)).hasSameSizeAs(numbers);
            assertThat(service.bean(RuntimeService.class).createIncidentQuery().count())
                    .isZero();
            assertThat(service.bean(ManagementService.class)
                            .createJobQuery()
                            .noRetriesLeft()
                            .count())
                    .isZero();
            assertThat(service.bean(DeadlineCheck.class).differences()).isEmpty();
            assertThat(service.bean(AuditRecords.class).verify().broken()).isEmpty();
        }
    }

    /** While the database is away: the API and the repository answer with 503 in Japanese, and health says so. */
    private static void assertPeopleAreTold() {
        for (String path :
                List.of("/desk/api/workflow/tasks/none/alarm", "/desk/deadlines", "/repository/aosign-g2/crl.crl")) {
            HttpResponse<String> answer = manager.get(path);
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body())
                    .contains("ただいま利用できません")
                    .contains("保存されていません")
                    .doesNotContain("SQL")
                    .doesNotContain("127.0.0.1");
        }
        HttpResponse<String> health = new StaffClient(service.port()).get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("DOWN");
    }

    private static void assertComesBack() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> manager.get("/actuator/health").statusCode() == 200
                        && manager.get("/repository/aosign-g2/crl.crl").statusCode() == 200);
        assertThat(manager.get("/desk/deadlines").statusCode()).isEqualTo(200);
    }

    /** A connection that was used less than half a second ago is handed out unchecked; the test asks with others. */
    private static void forgetDeadConnections() {
        service.bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    private static ApplicationNumber arrive() {
        return service.hands().arrive(service.staff(), OwnService.SERVICE, Channel.POST, service.today());
    }

    private static long rows(String table, String column, ApplicationNumber number) {
        return server.sql()
                .sql("SELECT count(*) FROM " + table + " WHERE " + column + " = :number")
                .param("number", number.value())
                .query(Long.class)
                .single();
    }

    private static long latestCrl() {
        return service.bean(CrlPublications.class)
                .latest(OwnService.SERVICE)
                .map(crl -> crl.key().number())
                .orElse(0L);
    }

    private static List<String> events(ApplicationNumber number) {
        return service.bean(AuditRecords.class).ofKey(number.value()).stream()
                .map(AuditRecord::event)
                .toList();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
