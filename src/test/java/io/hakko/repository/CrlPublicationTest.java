package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Openssl;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.shared.Der;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** From a revocation to the published CRL: real engine, real signer, real database. */
@HakkoTest
class CrlPublicationTest {

    private static final String CA = "aosign-g2";

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private Authorities authorities;

    @Autowired
    private AuditRecords audit;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @TempDir
    private Path folder;

    @BeforeEach
    void publishWhatOthersRequested() {
        publish(request());
    }

    @Test
    void revokedCertificateStandsOnThePublishedCrl() throws Exception {
        IssuedCertificate revoked = issue();
        IssuedCertificate kept = issue();

        CrlKey key = revoke(revoked);
        publish(key);

        Der crl = publications.latest(CA).orElseThrow().content().read();
        Der authority = authorities.find(CA).orElseThrow().certificate();
        assertThat(publications.find(key))
                .hasValueSatisfying(p -> assertThat(p.content().read()).isEqualTo(crl));
        Openssl openssl = new Openssl(folder);
        assertThat(openssl.verify(authority, revoked.der(), crl, clock.instant())
                        .output())
                .contains("certificate revoked");
        assertThat(openssl.verify(authority, kept.der(), crl, clock.instant()).exitCode())
                .isZero();
    }

    @Test
    void trailTellsWhichElementDidWhat() {
        CrlKey key = request();
        publish(key);

        assertThat(audit.ofKey(key.toString()))
                .extracting(AuditRecord::event, AuditRecord::process, AuditRecord::element)
                .contains(
                        tuple("crl.signed", CrlPublicationProcess.KEY, "serviceTask_signCrl"),
                        tuple("crl.published", CrlPublicationProcess.KEY, "serviceTask_verifyPublication"));
    }

    @Test
    void requestsJoinOneInstance() {
        CrlKey first = revoke(issue());
        CrlKey second = revoke(issue());

        assertThat(second).isEqualTo(first);
        assertThat(instances(first)).hasSize(1);
    }

    @Test
    void rolledBackRevocationLeavesNoInstance() {
        IssuedCertificate certificate = issue();
        CrlKey next = new CrlKey(CA, publications.latest(CA).orElseThrow().key().number() + 1);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    certificates.revoke(order(certificate));
                    throw new IllegalStateException("something else failed");
                }))
                .hasMessage("something else failed");

        assertThat(instances(next)).isEmpty();
        assertThat(certificates.ofSerial(certificate.serial()).orElseThrow().isRevoked())
                .isFalse();
    }

    private IssuedCertificate issue() {
        return certificates.issue(Orders.anOrder(Orders.anApplication("CT"), Orders.aCard(), Orders.aKey()));
    }

    private CrlKey request() {
        return transaction.execute(status -> crls.request(CA));
    }

    private CrlKey revoke(IssuedCertificate certificate) {
        return transaction.execute(status -> {
            certificates.revoke(order(certificate));
            return crls.request(CA);
        });
    }

    private static RevokeCertificate order(IssuedCertificate certificate) {
        return new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "カードの紛失", false);
    }

    private List<ProcessInstance> instances(CrlKey key) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(CrlPublicationProcess.KEY)
                .processInstanceBusinessKey(key.toString())
                .list();
    }

    /** Runs the jobs of this CRL's instance to its end. */
    private void publish(CrlKey key) {
        for (List<ProcessInstance> running = instances(key); !running.isEmpty(); running = instances(key)) {
            List<Job> jobs = management
                    .createJobQuery()
                    .processInstanceId(running.get(0).getId())
                    .list();
            assertThat(jobs).isNotEmpty();
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }
}
