package io.hakko.repository.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.HakkoWebTest;
import io.hakko.ca.Authorities;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Openssl;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.desk.StaffClient;
import io.hakko.repository.CrlPublicationProcess;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import io.hakko.shared.Der;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole service by its settings: from a revocation to the SFTP server, and what monitoring reads of it meanwhile. */
@HakkoWebTest
@AutoConfigureObservability(tracing = false)
class RepositoryTargetsWebTest {

    private static final String CA = "aosign-g2";
    private static final String TOKEN = "only-monitoring-knows-this";

    @TempDir
    static Path folder;

    private static Sftpd sftpd;

    @LocalServerPort
    private int port;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private Authorities authorities;

    @Autowired
    private TargetStatuses statuses;

    @Autowired
    private CamelContext camel;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws Exception {
        sftpd = new Sftpd(folder.resolve("sftpd"));
        SftpProperties server = sftpd.byKey();
        registry.add("hakko.repository.sftp.host", server::host);
        registry.add("hakko.repository.sftp.port", server::port);
        registry.add("hakko.repository.sftp.user", server::user);
        registry.add("hakko.repository.sftp.folder", server::folder);
        registry.add("hakko.repository.sftp.private-key-file", server::privateKeyFile);
        registry.add("hakko.repository.sftp.known-hosts-file", server::knownHostsFile);
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        registry.add("hakko.metrics.token-file", token::toString);
    }

    @AfterAll
    static void stop() throws Exception {
        sftpd.close();
    }

    @Test
    void aRevocationArrivesOnTheSftpServer() throws Exception {
        IssuedCertificate revoked = certificates.issue(Orders.anOrder());

        CrlKey key = publish(revoked);

        assertThat(camel.getRoute(SftpRoute.ROUTE_ID)).isNotNull();
        await().atMost(Duration.ofSeconds(60)).until(this::delivered, number -> number >= key.number());
        byte[] published = publications.find(key).orElseThrow().content().read().bytes();
        assertThat(Files.readAllBytes(served("crl.crl"))).isEqualTo(published);
        assertThat(Files.readAllBytes(served("crl-" + key.number() + ".crl"))).isEqualTo(published);
        assertThat(httpBytes("/repository/" + CA + "/crl.crl")).isEqualTo(published);
        Der authority = authorities.find(CA).orElseThrow().certificate();
        assertThat(Files.readAllBytes(served("ca.crt"))).isEqualTo(authority.bytes());
        assertThat(new Openssl(folder)
                        .verify(
                                authority,
                                revoked.der(),
                                Der.of(Files.readAllBytes(served("crl.crl"))),
                                clock.instant())
                        .output())
                .contains("certificate revoked");
    }

    @Test
    void monitoringReadsTheMetersByItsToken() throws Exception {
        CrlKey key = publish(certificates.issue(Orders.anOrder()));
        await().atMost(Duration.ofSeconds(60)).until(this::delivered, number -> number >= key.number());

        HttpResponse<String> meters = meters("Bearer " + TOKEN);

        assertThat(meters.statusCode()).isEqualTo(200);
        long remaining = Duration.between(
                        clock.instant(), publications.latest(CA).orElseThrow().nextUpdate())
                .toSeconds();
        assertThat(value(meters.body(), "hakko_crl_remaining_seconds{authority=\"" + CA + "\"}"))
                .isEqualTo(remaining);
        assertThat(value(meters.body(), "hakko_crl_target_behind{authority=\"" + CA + "\",target=\"sftp\"}"))
                .isZero();
        assertThat(value(meters.body(), "hakko_audit_unsealed_entries")).isPositive();
        assertThat(meters.body()).contains("hakko_audit_unsealed_age_seconds", "jvm_memory_used_bytes");
    }

    @Test
    void nobodyElseReadsTheMeters() throws Exception {
        assertThat(meters("").statusCode()).isEqualTo(403);
        assertThat(meters("Bearer " + TOKEN + "x").statusCode()).isEqualTo(403);
        assertThat(meters("Basic " + TOKEN).statusCode()).isEqualTo(403);
        Path token = folder.resolve("token");
        try {
            Files.writeString(token, "\n");
            assertThat(meters("Bearer ").statusCode()).isEqualTo(403);
            Files.delete(token);
            assertThat(meters("Bearer " + TOKEN).statusCode()).isEqualTo(403);
            Files.writeString(token, "another one");
            assertThat(meters("Bearer another one").statusCode()).isEqualTo(200);
        } finally {
            Files.writeString(token, TOKEN);
        }
    }

    @Test
    void anyoneReadsWhetherTheTrailIsSealedInTime() {
        assertThat(new StaffClient(port).get("/actuator/health/audit").body()).contains("\"status\":\"UP\"");
    }

    private static double value(String meters, String name) {
        return meters.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among\n" + meters));
    }

    private HttpResponse<String> meters(String authorization) {
        StaffClient client = new StaffClient(port);
        HttpRequest.Builder request = client.request("/actuator/prometheus").GET();
        return client.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private byte[] httpBytes(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private long delivered() {
        return statuses.all().stream()
                .filter(status ->
                        status.target().equals("sftp") && status.caId().equals(CA))
                .mapToLong(TargetStatus::number)
                .findFirst()
                .orElse(0);
    }

    private static Path served(String name) {
        return sftpd.home().resolve("www/repository").resolve(CA).resolve(name);
    }

    private CrlKey publish(IssuedCertificate certificate) {
        CrlKey key = Optional.ofNullable(transaction.execute(status -> {
                    certificates.revoke(
                            new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
                    return crls.request(CA);
                }))
                .orElseThrow();
        for (List<ProcessInstance> running = instances(key); !running.isEmpty(); running = instances(key)) {
            List<Job> jobs = management
                    .createJobQuery()
                    .processInstanceId(running.get(0).getId())
                    .list();
            assertThat(jobs).isNotEmpty();
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
        return key;
    }

    private List<ProcessInstance> instances(CrlKey key) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(CrlPublicationProcess.KEY)
                .processInstanceBusinessKey(key.toString())
                .list();
    }
}
