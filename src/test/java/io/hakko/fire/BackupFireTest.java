package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hakko.HakkoApplication;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditVerification;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.RevokeCertificate;
import io.hakko.cli.HakkoCommand;
import io.hakko.fire.PostgresServer.Result;
import io.hakko.repository.CrlPublications;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.DeadlineCheck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole life of a backup: written beside running cases, the database lost with everything that happened since, restored into a
 * new server, and the service goes on. Commands and scripts are those of an operator.
 */
class BackupFireTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Path SCRIPTS = Path.of("docker", "backup").toAbsolutePath();

    @TempDir
    Path home;

    private final Path servers = PostgresServer.folder();
    private PostgresServer server = PostgresServer.create(servers, "first").withRolesAndDatabase();

    @AfterEach
    void stop() {
        server.close();
        PostgresServer.execute(Map.of(), List.of("rm", "-rf", servers.toString()));
    }

    @Test
    void goesOnAfterTheDatabaseWasLost() throws Exception {
        OwnService.makeKey(home);
        ApplicationNumber inTheMail;
        ApplicationNumber revoked;
        ApplicationNumber underReview;
        IssuedCertificate lost;
        Path dump;
        try (OwnService service = start(BEGIN, true)) {
            service.engage();
            inTheMail = service.arrive();
            service.issue(inTheMail);
            service.post(inTheMail, "10000000032");
            revoked = service.arrive();
            service.issue(revoked);
            underReview = service.arrive();
            awaitPublished(service, 1);
            dump = backUp();

            lost = service.hands().lastCertificate(revoked);
            revoke(service, lost);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(java.io.IOException.class)
                    .until(() -> shows(served(), lost) && latest(service).number() == number(served()));
            assertThat(number(served())).isGreaterThan(1);
        }
        Path seen = Files.copy(served(), home.resolve("seen.crl"));
        long seenNumber = number(seen);

        server.close();
        server = PostgresServer.create(servers, "second").withRolesAndDatabase();
        restore(dump);
        assertThatThrownBy(() -> start(BEGIN.plus(Duration.ofHours(6)), false).close())
                .hasStackTraceContaining("serves CRL %d".formatted(seenNumber))
                .hasStackTraceContaining("hakko repository resume");
        assertThat(resume(seen, "reception", "reception").code()).isEqualTo(2);
        Result resumed = resume(seen, "reception", "manager");
        assertThat(resumed.code()).as(resumed.output()).isZero();
        assertThat(resumed.output())
                .containsPattern("監査証跡は \\d+ 番まで正常です。続きは \\d+ 番からです。")
                .contains("%s  証明書 %s をあらためて失効させました。".formatted(revoked, lost.serial()))
                .contains("公開済みの失効リストは %d 番です。次は %d 番を公開します。".formatted(seenNumber, seenNumber + 1));

        try (OwnService service = start(BEGIN.plus(Duration.ofDays(25)), false)) {
            await().atMost(PATIENCE).until(() -> number(served()) > seenNumber);
            assertThat(shows(served(), lost)).isTrue();
            assertThat(service.bean(CrlPublications.class).all(OwnService.SERVICE))
                    .extracting(crl -> crl.key().number())
                    .doesNotContain(seenNumber);
            service.awaitTask(inTheMail, "userTask_postReceiptReminder");

            service.issue(underReview);
            service.post(underReview, "10000000043");
            service.hands().receive(service.staff(), underReview, service.today());
            await().atMost(PATIENCE).until(() -> events(service, underReview).contains("receipt.confirmed"));

            // The job executor has had every chance to do a due timer twice.
            assertThat(service.bean(DeadlineCheck.class).differences()).isEmpty();
            assertThat(letters("RECEIPT_REMINDER", inTheMail)).isOne();
            AuditVerification trail = service.bean(AuditRecords.class).verify();
            assertThat(trail.broken()).isEmpty();
            AuditRecord resumption = service.bean(AuditRecords.class).ofKey(OwnService.SERVICE).stream()
                    .filter(record -> record.event().equals("repository.resumed"))
                    .reduce((first, second) -> {
                        throw new AssertionError("resumed twice");
                    })
                    .orElseThrow();
            assertThat(resumption.actor()).isEqualTo("reception");
            assertThat(resumption.after()).isEqualTo(Long.toString(seenNumber));
            assertThat(Long.parseLong(resumption.before())).isLessThan(seenNumber);
            assertThat(resumption.reason()).isEqualTo("データベースの障害");
            assertThat(resumption.detail())
                    .contains("\"with\":\"manager\"")
                    .contains(lost.serial().hex());
        }
    }

    private OwnService start(Instant now, boolean first) {
        Map<String, Object> settings = OwnService.settings(server.url("hakko"), home);
        // Without accounts the service would not start; the first are made in it.
        settings.put("hakko.command", Boolean.toString(first));
        return OwnService.start(settings, now, false);
    }

    private Path backUp() throws IOException {
        Path folder = Files.createDirectory(home.resolve("backup"));
        String said = PostgresServer.execute(
                libpq(PostgresServer.OWNER), List.of(SCRIPTS.resolve("backup").toString(), folder.toString()));
        Path dump = Path.of(said.strip());
        assertThat(dump).isRegularFile();
        try (var beside = Files.list(Path.of(dump.toString().replace(".dump", ".crls")))) {
            assertThat(beside.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .startsWith(OwnService.SERVICE);
        }
        return dump;
    }

    private void restore(Path dump) throws IOException {
        List<String> command = List.of(SCRIPTS.resolve("restore").toString(), dump.toString());
        Map<String, String> administrator = libpq(PostgresServer.ADMINISTRATOR);
        Path checksum = Path.of(dump + ".sha256");
        String right = Files.readString(checksum);
        Files.writeString(checksum, right.replaceFirst("^[0-9a-f]{8}", "00000000"));
        Result changed = PostgresServer.attempt(administrator, command);
        assertThat(changed.code()).isNotZero();
        assertThat(changed.output()).contains("its checksum differs");
        Files.writeString(checksum, right);

        assertThat(PostgresServer.execute(administrator, command)).contains("Last entry of the audit trail");

        Result again = PostgresServer.attempt(administrator, command);
        assertThat(again.code()).isNotZero();
        assertThat(again.output()).contains("is not empty");
    }

    private Map<String, String> libpq(String user) {
        return Map.of("PGHOST", "127.0.0.1", "PGPORT", Integer.toString(server.port()), "PGUSER", user);
    }

    /** {@code hakko repository resume}, with the settings as system properties instead of the environment. */
    private Result resume(Path crl, String by, String with) {
        Map<String, Object> settings = OwnService.settings(server.url("hakko"), home);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        settings.forEach((name, value) -> System.setProperty(name, value.toString()));
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        try {
            int code = HakkoCommand.run(
                    HakkoApplication.class,
                    "repository",
                    "resume",
                    "--service",
                    OwnService.SERVICE,
                    "--crl",
                    crl.toString(),
                    "--by",
                    by,
                    "--with",
                    with,
                    "--reason",
                    "データベースの障害");
            return new Result(code, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            settings.keySet().forEach(System::clearProperty);
        }
    }

    private static void revoke(OwnService service, IssuedCertificate certificate) {
        service.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> service.bean(Certificates.class)
                        .revoke(new RevokeCertificate(
                                certificate.serial(), "A-S1", Optional.of(1), "控えの後に失効した", false)));
    }

    private static void awaitPublished(OwnService service, long number) {
        await().atMost(PATIENCE)
                .until(() -> service.bean(CrlPublications.class)
                        .find(new CrlKey(OwnService.SERVICE, number))
                        .isPresent());
    }

    private static CrlKey latest(OwnService service) {
        return service.bean(CrlPublications.class)
                .latest(OwnService.SERVICE)
                .orElseThrow()
                .key();
    }

    private Path served() {
        return home.resolve("repository").resolve(OwnService.SERVICE).resolve("crl.crl");
    }

    private long letters(String kind, ApplicationNumber number) {
        return server.sql()
                .sql("SELECT count(*) FROM notice.letter WHERE kind = :kind AND case_key = :key")
                .param("kind", kind)
                .param("key", number.value())
                .query(Long.class)
                .single();
    }

    private static List<String> events(OwnService service, ApplicationNumber number) {
        return service.bean(AuditRecords.class).ofKey(number.value()).stream()
                .map(AuditRecord::event)
                .toList();
    }

    private static X509CRL parse(Path crl) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(Files.readAllBytes(crl)));
    }

    private static long number(Path crl) throws Exception {
        byte[] extension = parse(crl).getExtensionValue("2.5.29.20");
        return new java.math.BigInteger(java.util.Arrays.copyOfRange(extension, 4, extension.length)).longValueExact();
    }

    private static boolean shows(Path crl, IssuedCertificate certificate) throws Exception {
        return parse(crl).getRevokedCertificate(certificate.serial().value()) != null;
    }
}
