package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Openssl;
import io.hakko.ca.SoftHsm;
import io.hakko.card.Station;
import io.hakko.desk.StaffClient;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.ApplicationNumber;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One running service whose key is in an HSM that dies in the middle of the work. What is to be signed waits, health says so, and
 * everything goes on by itself when the HSM is back.
 */
class HsmOutageFireTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path home;

    private final Path servers = PostgresServer.folder();
    private PostgresServer server;
    private SoftHsm hsm;
    private OwnService service;
    private StaffClient anybody;

    @BeforeEach
    void start() throws Exception {
        server = PostgresServer.create(servers, "first").withRolesAndDatabase();
        OwnService.makeKey(home);
        hsm = SoftHsm.create(Files.createDirectory(home.resolve("hsm")));
        Path certificate = hsm.importKey(home.resolve("ca.p12"), OwnService.PASSWORD, "aosign-g2");
        hsm.start();
        Map<String, Object> settings = OwnService.settings(server.url("hakko"), home);
        settings.keySet().removeIf(name -> name.contains("keystore") || name.contains("KEYSTORE"));
        settings.put("HAKKO_CA_AOSIGNG2_PKCS11_MODULE", SoftHsm.library().toString());
        settings.put("hakko.ca.aosigng2.pkcs11.module", SoftHsm.library().toString());
        settings.put("hakko.ca.aosigng2.pkcs11.token-label", SoftHsm.TOKEN);
        settings.put("hakko.ca.aosigng2.pkcs11.key-label", "aosign-g2");
        settings.put("hakko.ca.aosigng2.pkcs11.pin-file", hsm.pinFile().toString());
        settings.put("hakko.ca.aosigng2.pkcs11.certificate", certificate.toString());
        settings.put("hakko.command", "true");
        service = OwnService.start(settings, BEGIN, true);
        service.engage();
        anybody = new StaffClient(service.port());
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
        if (hsm != null) {
            hsm.close();
        }
        server.close();
        PostgresServer.execute(Map.of(), List.of("rm", "-rf", servers.toString()));
    }

    @Test
    void whatIsToBeSignedWaitsUntilTheHsmIsBack() throws Exception {
        await().atMost(PATIENCE).until(() -> latestCrl().isPresent());
        ApplicationNumber number = service.arrive();
        service.hands().findComplete(service.staff(), number);
        service.awaitTask(number, "userTask_approve");
        service.hands().approve(service.staff(), number);
        service.awaitTask(number, "userTask_loadCard");

        hsm.kill();

        service.hands().loadCard(service.staff(), number);
        await().atMost(PATIENCE).until(() -> {
            service.bean(Station.class).workOnce();
            return problems().contains("ca.hsmDown");
        });
        CrlKey requested = service.bean(TransactionTemplate.class)
                .execute(status -> service.bean(Crls.class).request(OwnService.SERVICE));
        await("two failures of the job that signs the CRL").atMost(PATIENCE).until(() -> failures(requested) >= 2);
        Job waiting = job(requested).orElseThrow();
        assertThat(waiting.getRetries()).isEqualTo(5);
        assertThat(waiting.getExceptionMessage()).contains("p11-kit-client");
        assertThat(events(number)).contains("certificate.signing").doesNotContain("certificate.issued");
        assertThat(service.bean(Certificates.class).ofApplication(number)).isEmpty();
        assertThat(health("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(health("/actuator/health/keys").statusCode()).isEqualTo(503);
        assertThat(health("/actuator/health/keys").body()).contains("\"aosign-g2\":\"HSM down\"");
        assertThat(health("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(health("/repository/aosign-g2/crl.crl").statusCode()).isEqualTo(200);

        hsm.start();

        await().atMost(PATIENCE).until(() -> {
            service.bean(Station.class).workOnce();
            return problems().isEmpty();
        });
        service.hands().makeCard(service.staff(), number);
        service.awaitTask(number, "userTask_inspectCard");
        await().atMost(PATIENCE)
                .until(() -> latestCrl()
                        .filter(crl -> crl.key().number() >= requested.number())
                        .isPresent());
        assertThat(health("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(health("/actuator/health/keys").body()).contains("\"aosign-g2\":\"usable\"");
        assertThat(service.bean(Certificates.class).ofApplication(number)).hasSize(1);
        assertThat(events(number))
                .containsOnlyOnce("certificate.signing")
                .containsOnlyOnce("certificate.issued")
                .doesNotContain("card.spoiled");
        assertThat(service.bean(RuntimeService.class).createIncidentQuery().count())
                .isZero();
        assertThat(service.bean(AuditRecords.class).verify().broken()).isEmpty();
        assertThat(verified(service.hands().lastCertificate(number))).contains("certificate.pem: OK");
    }

    private String verified(IssuedCertificate certificate) throws Exception {
        return new Openssl(home)
                .verify(
                        service.bean(Authorities.class)
                                .find(OwnService.SERVICE)
                                .orElseThrow()
                                .certificate(),
                        certificate.der(),
                        latestCrl().orElseThrow().content().read(),
                        service.bean(Clock.class).instant())
                .output();
    }

    private List<String> problems() {
        return service.bean(Station.class).status().cards().stream()
                .flatMap(card -> card.problem().stream())
                .map(problem -> problem.code().key())
                .toList();
    }

    private Optional<PublishedCrl> latestCrl() {
        return service.bean(CrlPublications.class).latest(OwnService.SERVICE);
    }

    private Optional<Job> job(CrlKey crl) {
        return service
                .bean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(crl.toString())
                .list()
                .stream()
                .flatMap(
                        instance -> service
                                .bean(ManagementService.class)
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .list()
                                .stream())
                .findFirst();
    }

    private long failures(CrlKey crl) {
        return job(crl).map(job -> service.bean(HistoryService.class)
                        .createHistoricJobLogQuery()
                        .jobId(job.getId())
                        .failureLog()
                        .count())
                .orElse(0L);
    }

    private HttpResponse<String> health(String path) {
        return anybody.get(path);
    }

    private List<String> events(ApplicationNumber number) {
        return service.bean(AuditRecords.class).ofKey(number.value()).stream()
                .map(AuditRecord::event)
                .toList();
    }
}
