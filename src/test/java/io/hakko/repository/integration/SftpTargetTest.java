package io.hakko.repository.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.Authorities;
import io.hakko.ca.CaTest;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.MovableClock;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.repository.TargetDeliveries;
import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publication to a static web server behind a real SFTP server. */
@CaTest
class SftpTargetTest {

    private static final String CA = "aosign-g2";

    private final CamelContext camel = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private TargetDeliveries deliveries;

    @Autowired
    private TargetStatuses statuses;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Authorities authorities;

    @Autowired
    private MovableClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    private Sftpd sftpd;

    @BeforeEach
    void start() throws Exception {
        sftpd = new Sftpd(folder.resolve("sftpd"));
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        sftpd.close();
    }

    @Test
    void relyingPartiesFetchAndVerifyIt() throws Exception {
        SftpTarget target = target(sftpd.byKey());
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        CrlKey key = publishRevocation(certificate);

        deliver(target);

        assertThat(status().error()).isEmpty();
        assertThat(status().number()).isEqualTo(key.number());
        assertThat(Files.readAllBytes(served("crl.crl"))).isEqualTo(signed(key));
        assertThat(Files.readAllBytes(served("crl-" + key.number() + ".crl"))).isEqualTo(signed(key));
        assertThat(Files.readAllBytes(served("ca.crt")))
                .isEqualTo(authorities.find(CA).orElseThrow().certificate().bytes());
        assertThat(openssl(served("crl.crl")))
                .contains("verify OK", certificate.serial().hex());
        assertThat(openssl(served("arl.crl"))).contains("verify OK", "Only CA Certificates");
    }

    /** A reader never meets a part of a file, and nothing of the way there stays behind. */
    @Test
    void replacesTheNewestByRenaming() throws Exception {
        SftpTarget target = target(sftpd.byPassword());
        CrlKey older = publishRevocation(certificates.issue(Orders.anOrder()));
        deliver(target);
        assertThat(Files.readAllBytes(served("crl.crl"))).isEqualTo(signed(older));
        Object before = Files.readAttributes(served("crl.crl"), "unix:ino").get("ino");

        CrlKey newer = publishRevocation(certificates.issue(Orders.anOrder()));
        deliver(target);

        assertThat(Files.readAllBytes(served("crl.crl"))).isEqualTo(signed(newer));
        assertThat(Files.readAllBytes(served("crl-" + older.number() + ".crl"))).isEqualTo(signed(older));
        assertThat(Files.readAttributes(served("crl.crl"), "unix:ino").get("ino"))
                .isNotEqualTo(before);
        try (Stream<Path> files = Files.list(served("crl.crl").getParent())) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    /** What somebody else has changed there is found after a start and written again. */
    @Test
    void findsAnotherContent() throws Exception {
        SftpTarget target = target(sftpd.byKey());
        CrlKey key = publishRevocation(certificates.issue(Orders.anOrder()));
        deliver(target);
        Publication publication = publication(key);
        assertThat(target.serves(publication)).isTrue();

        for (String name : List.of("crl.crl", "arl.crl", "ca.crt")) {
            byte[] content = Files.readAllBytes(served(name));
            Files.write(served(name), new byte[] {0x30, 0});
            assertThat(target.serves(publication)).as(name).isFalse();
            Files.delete(served(name));
            assertThat(target.serves(publication)).as(name).isFalse();
            Files.write(served(name), content);
        }
        assertThat(target.serves(publication)).isTrue();
    }

    @Test
    void hasNothingBeforeThePublication() throws Exception {
        SftpTarget target = target(sftpd.byKey());
        CrlKey key = publishRevocation(certificates.issue(Orders.anOrder()));

        assertThat(target.serves(publication(key))).isFalse();
    }

    /** The server is down, HTTP still gets it; it is back, the newest is there within a minute. */
    @Test
    void catchesUpWhenItIsBack() throws Exception {
        SftpTarget target = target(sftpd.byKey());
        CrlKey first = publishRevocation(certificates.issue(Orders.anOrder()));
        deliver(target);
        sftpd.stop();

        publishRevocation(certificates.issue(Orders.anOrder()));
        deliver(target);
        CrlKey newest = publishRevocation(certificates.issue(Orders.anOrder()));

        assertThat(publications.latest(CA).orElseThrow().key()).isEqualTo(newest);
        assertThat(status().number()).isEqualTo(first.number());
        assertThat(status().failingSince()).isPresent();
        assertThat(status().error())
                .hasValueSatisfying(error -> assertThat(error).contains("refused"));

        sftpd.start();
        Instant back = clock.instant();
        deliver(target);

        assertThat(status().number()).isEqualTo(newest.number());
        assertThat(status().failures()).isZero();
        assertThat(Duration.between(back, clock.instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(Files.readAllBytes(served("crl.crl"))).isEqualTo(signed(newest));
    }

    @Test
    void anotherHostKeyIsRefused() throws Exception {
        SftpTarget target = target(sftpd.byPassword());
        sftpd.takeForAnother();
        publishRevocation(certificates.issue(Orders.anOrder()));

        deliver(target);

        assertThat(status().error())
                .hasValueSatisfying(error -> assertThat(error).contains("HostKey has been changed"));
        assertThat(status().failingSince()).isPresent();
        assertThat(sftpd.home()).isEmptyDirectory();
    }

    @Test
    void unknownHostKeyIsRefused() throws Exception {
        SftpTarget target = target(sftpd.byPassword());
        Files.writeString(sftpd.knownHostsFile(), "");
        publishRevocation(certificates.issue(Orders.anOrder()));

        deliver(target);

        assertThat(status().error())
                .hasValueSatisfying(error -> assertThat(error).contains("UnknownHostKey"));
        assertThat(sftpd.home()).isEmptyDirectory();
    }

    @Test
    void missingFilesAndWrongPasswordsAreFailuresOfTheTarget() throws Exception {
        SftpTarget target = target(sftpd.byPassword());
        publishRevocation(certificates.issue(Orders.anOrder()));

        Files.writeString(sftpd.passwordFile(), "wrong-secret");
        deliver(target);
        assertThat(status().error())
                .hasValueSatisfying(
                        error -> assertThat(error).contains("Auth fail").doesNotContain("wrong-secret"));

        Files.delete(sftpd.knownHostsFile());
        deliver(target);
        assertThat(status().error())
                .hasValueSatisfying(error -> assertThat(error).contains("known_hosts"));
    }

    @Test
    void settingsMustBeComplete() {
        SftpProperties whole = sftpd.byKey();

        assertThatThrownBy(() -> new SftpProperties("localhost", 22, "u", "www", "key", "", "").server())
                .hasMessageContaining("known-hosts-file is missing");
        assertThatThrownBy(() -> new SftpProperties("localhost", 22, "u", "www", "", "", "known").server())
                .hasMessageContaining("private-key-file or password-file");
        assertThatThrownBy(() -> new SftpProperties("localhost", 22, "u", "www", "key", "password", "known").server())
                .hasMessageContaining("one of the two");
        assertThatThrownBy(() -> new SftpProperties("localhost", 22, "", "www", "key", "", "known").server())
                .hasMessageContaining("user is missing");
        assertThat(whole.server().host()).isEqualTo("localhost");
    }

    private SftpTarget target(SftpProperties properties) throws Exception {
        camel.addRoutes(new SftpRoute(properties.server()));
        camel.start();
        return new SftpTarget(camel.createProducerTemplate(), properties.server());
    }

    /** As soon as it is due. */
    private void deliver(SftpTarget target) {
        statuses.all().stream()
                .filter(status ->
                        status.target().equals("sftp") && status.caId().equals(CA))
                .findFirst()
                .flatMap(TargetStatus::nextAttempt)
                .filter(next -> next.isAfter(clock.instant()))
                .ifPresent(clock::moveTo);
        deliveries.deliver(target, CA);
    }

    private TargetStatus status() {
        return statuses.all().stream()
                .filter(status ->
                        status.target().equals("sftp") && status.caId().equals(CA))
                .findFirst()
                .orElseThrow();
    }

    private Publication publication(CrlKey key) {
        PublishedCrl crl = publications.find(key).orElseThrow();
        return new Publication(
                CA,
                key.number(),
                crl.content(),
                crl.arl(),
                AuthorityCertificates.ofOne(authorities.find(CA).orElseThrow().certificate()),
                crl.entries(),
                0,
                crl.thisUpdate(),
                crl.nextUpdate(),
                crl.publishedAt());
    }

    private Path served(String name) {
        return sftpd.home().resolve("www/repository").resolve(CA).resolve(name);
    }

    private byte[] signed(CrlKey key) {
        return crls.find(key).orElseThrow().content().read().bytes();
    }

    private CrlKey publishRevocation(IssuedCertificate certificate) {
        CrlKey key = inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
            return crls.request(CA);
        });
        inTransaction(() -> crls.sign(key));
        publications.publish(key);
        publications.verify(key);
        return key;
    }

    private String openssl(Path crl) throws IOException, InterruptedException {
        run(
                "openssl",
                "x509",
                "-inform",
                "DER",
                "-in",
                served("ca.crt").toString(),
                "-out",
                folder.resolve("authority.pem").toString());
        return run(
                "openssl",
                "crl",
                "-inform",
                "DER",
                "-in",
                crl.toString(),
                "-noout",
                "-text",
                "-verify",
                "-CAfile",
                folder.resolve("authority.pem").toString());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
