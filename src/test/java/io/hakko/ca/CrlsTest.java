package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hakko.ca.CaTestContext.Events;
import io.hakko.ca.CaTestContext.StartedProcesses;
import io.hakko.ca.CaTestContext.Trail;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.calendar.MovableClock;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.policy.Profiles;
import io.hakko.repository.CrlPublications;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CaTest
class CrlsTest {

    private static final String CA = "aosign-g2";

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @Autowired
    private Crls crls;

    @Autowired
    private CrlSweep sweep;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Authorities authorities;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private EmbeddedDatabase database;

    @Autowired
    private StartedProcesses processes;

    @Autowired
    private Events events;

    @Autowired
    private Trail trail;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private CrlRegister register;

    @Autowired
    private CertificateSigner signer;

    @Autowired
    private Profiles profiles;

    @Autowired
    private ApplicationEventPublisher published;

    @TempDir
    private Path folder;

    /** So that every test begins with nothing requested. */
    @BeforeEach
    void signWhatWasRequested() {
        inTransaction(() -> crls.sign(crls.request(CA)));
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void joinsTheRequestedCrlAndNumbersGrow() {
        CrlKey first = inTransaction(() -> crls.request(CA));
        CrlKey joined = inTransaction(() -> crls.request(CA));
        inTransaction(() -> crls.sign(first));
        CrlKey next = inTransaction(() -> crls.request(CA));

        assertThat(joined).isEqualTo(first);
        assertThat(next.number()).isEqualTo(first.number() + 1);
        assertThat(processes.all())
                .filteredOn(("crl-publication " + first)::equals)
                .hasSize(1);
        assertThat(processes.all()).contains("crl-publication " + next);
    }

    @Test
    void requestsOfManyThreadsAreOneCrl() throws Exception {
        Callable<CrlKey> request = () -> inTransaction(() -> crls.request(CA));

        List<Future<CrlKey>> results =
                threads.invokeAll(IntStream.range(0, 12).mapToObj(i -> request).toList());

        CrlKey first = results.get(0).get();
        for (Future<CrlKey> result : results) {
            assertThat(result.get()).isEqualTo(first);
        }
    }

    @Test
    void refusesAnUnknownAuthority() {
        assertThatThrownBy(() -> inTransaction(() -> crls.request("unknown-ca")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void rolledBackRequestLeavesNoNumberBehind() {
        CrlKey rolledBack = new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            return crls.request(CA);
        });

        assertThat(inTransaction(() -> crls.request(CA))).isEqualTo(rolledBack);
    }

    @Test
    void signsByTheScheduleOfTheProfile() throws Exception {
        CrlKey key = inTransaction(() -> crls.request(CA));

        SignedCrl signed = inTransaction(() -> crls.sign(key));

        X509CRL crl = parse(signed);
        assertThat(crl.getThisUpdate().toInstant()).isEqualTo(signed.thisUpdate());
        assertThat(Duration.between(signed.thisUpdate(), signed.nextUpdate()))
                .isGreaterThanOrEqualTo(Duration.ofHours(36));
        assertThat(inTransaction(() -> crls.sign(key))).isEqualTo(signed);
        assertThat(trail.eventsOf(key.toString())).containsExactly("crl.signed");
        assertThat(events.of(CrlSigned.class))
                .filteredOn(event -> event.key().equals(key))
                .hasSize(1);
    }

    @Test
    void revokedCertificateStandsOnTheNextCrl() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        revoke(certificate.serial(), Optional.of(1));

        SignedCrl signed = signRequested();

        assertThat(parse(signed)
                        .getRevokedCertificate(certificate.serial().value())
                        .getRevocationReason())
                .isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(due(signed)).contains(certificate.serial());
        Openssl.Result result = new Openssl(folder)
                .verify(authority(), certificate.der(), signed.content().read(), clock.instant());
        assertThat(result.output()).contains("certificate revoked");
    }

    /** RFC 5280 section 5.3.2. */
    @Test
    void theEntrySaysSinceWhenTheKeyIsUnsafe() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(
                    certificate.serial(),
                    "A-S1",
                    Optional.of(1),
                    "紛失",
                    false,
                    Optional.of(Instant.parse("2026-11-22T15:00:00Z"))));
            return true;
        });
        SignedCrl signed = signRequested();

        Files.write(folder.resolve("crl.der"), signed.content().read().bytes());
        Openssl.Result shown = new Openssl(folder).run("crl", "-inform", "DER", "-in", "crl.der", "-noout", "-text");
        assertThat(shown.output()
                        .substring(shown.output()
                                .indexOf(certificate.serial().hex().toUpperCase(Locale.ROOT))))
                .containsPattern(
                        "(?s)^\\S+\\s+Revocation Date: [^\n]+\\s+CRL entry extensions:\\s+X509v3 CRL Reason Code:\\s+Key Compromise"
                                + "\\s+Invalidity Date:\\s+Nov 22 15:00:00 2026 GMT");
        assertThat(trail.of(certificate.application().value())).anySatisfy(entry -> {
            assertThat(entry.event()).isEqualTo("certificate.revoked");
            assertThat(entry.detail()).containsEntry("invalidityDate", "2026-11-23T00:00:00+09:00");
        });
    }

    @Test
    void unspecifiedReasonIsLeftOut() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        revoke(certificate.serial(), Optional.empty());

        assertThat(parse(signRequested())
                        .getRevokedCertificate(certificate.serial().value())
                        .hasExtensions())
                .isFalse();
    }

    @Test
    void opensslAcceptsTheCertificateThatIsNotOnIt() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        SignedCrl signed = inTransaction(() -> crls.sign(crls.request(CA)));

        Openssl.Result result = new Openssl(folder)
                .verify(authority(), certificate.der(), signed.content().read(), clock.instant());

        assertThat(result.output()).contains("certificate.pem: OK");
    }

    @Test
    void revocationAfterTheSignatureComesWithTheNext() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        SignedCrl before = inTransaction(() -> crls.sign(crls.request(CA)));

        revoke(certificate.serial(), Optional.empty());
        SignedCrl after = signRequested();

        assertThat(after.key().number()).isEqualTo(before.key().number() + 1);
        assertThat(isOn(before, certificate.serial())).isFalse();
        assertThat(due(before)).doesNotContain(certificate.serial());
        assertThat(isOn(after, certificate.serial())).isTrue();
    }

    @Test
    void signatureWaitsForARevocationThatIsNotCommittedYet() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        CrlKey requested = inTransaction(() -> crls.request(CA));
        CountDownLatch revoked = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);

        Future<?> revocation = threads.submit(() -> inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(certificate.serial(), "A-RCP-02", Optional.empty(), "", false));
            revoked.countDown();
            awaitQuietly(commit);
            return requested;
        }));
        revoked.await();
        Future<SignedCrl> signature = threads.submit(() -> inTransaction(() -> crls.sign(requested)));
        await().until(this::somebodyWaitsForALock);
        commit.countDown();
        revocation.get();

        assertThat(isOn(signature.get(), certificate.serial())).isTrue();
    }

    @Test
    void revocationDuringTheSignatureWaitsAndComesWithTheNext() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        CrlKey requested = inTransaction(() -> crls.request(CA));
        CountDownLatch signed = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);

        Future<SignedCrl> signature = threads.submit(() -> inTransaction(() -> {
            SignedCrl crl = crls.sign(requested);
            signed.countDown();
            awaitQuietly(commit);
            return crl;
        }));
        signed.await();
        Future<?> revocation = threads.submit(() -> revoke(certificate.serial(), Optional.empty()));
        await().until(this::somebodyWaitsForALock);
        commit.countDown();
        revocation.get();

        assertThat(isOn(signature.get(), certificate.serial())).isFalse();
        assertThat(isOn(signRequested(), certificate.serial())).isTrue();
    }

    @Test
    void expiredCertificateIsOnOneMoreCrlAndThenLeaves() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        revoke(certificate.serial(), Optional.empty());
        SignedCrl beforeExpiry = publish(signRequested());
        clock.moveTo(certificate.notAfter().plusSeconds(60));

        SignedCrl onceMore = publish(inTransaction(() -> crls.sign(crls.request(CA))));
        clock.moveTo(clock.instant().plusSeconds(60));
        SignedCrl without = inTransaction(() -> crls.sign(crls.request(CA)));

        assertThat(isOn(beforeExpiry, certificate.serial())).isTrue();
        assertThat(isOn(onceMore, certificate.serial())).isTrue();
        assertThat(due(onceMore)).doesNotContain(certificate.serial());
        assertThat(isOn(without, certificate.serial())).isFalse();
    }

    @Test
    void sweepRequestsACrlWhenADayHasPassed() {
        SignedCrl last = inTransaction(() -> crls.sign(crls.request(CA)));

        clock.moveTo(clock.instant().plus(Duration.ofHours(23)));
        sweep.sweep();
        Instant after23Hours = clock.instant();
        Optional<Long> tooEarly = requested();
        clock.moveTo(last.thisUpdate().plus(Duration.ofHours(24)));
        sweep.sweep();
        sweep.sweep();

        assertThat(after23Hours).isBefore(clock.instant());
        assertThat(tooEarly).isEmpty();
        assertThat(requested()).contains(last.key().number() + 1);
    }

    /** D-21: every service has its authority, and every authority its CRLs and their numbers. */
    @Test
    void sweepRequestsACrlOfEveryAuthority() {
        inTransaction(() -> crls.sign(crls.request("diacert-plus")));
        SignedCrl other = inTransaction(() -> crls.sign(crls.request("diacert-plus")));
        clock.moveTo(clock.instant().plus(Duration.ofHours(24)));

        sweep.sweep();

        assertThat(requested(CA)).isPresent();
        assertThat(requested("diacert-plus")).contains(other.key().number() + 1);
    }

    /** The clock of this node goes back by an hour: numbers grow and thisUpdate does not go back. */
    @Test
    void clockSetBackHoldsUpNothing() {
        SignedCrl before = inTransaction(() -> crls.sign(crls.request(CA)));
        NumberedCrls setBack = new NumberedCrls(
                register, signer, profiles, trail, published, Clock.offset(clock, Duration.ofHours(-1)));

        SignedCrl after = inTransaction(() -> setBack.sign(setBack.request(CA)));

        assertThat(after.key().number()).isEqualTo(before.key().number() + 1);
        assertThat(after.thisUpdate()).isEqualTo(before.thisUpdate());
        publish(after);
        assertThat(publications.find(after.key())).isPresent();
    }

    @Test
    void keyIsWrittenAsBusinessKey() {
        CrlKey key = new CrlKey("aosign-g2", 17);

        assertThat(key).hasToString("aosign-g2-17");
        assertThat(CrlKey.of("aosign-g2-17")).isEqualTo(key);
        assertThatThrownBy(() -> CrlKey.of("aosign-g2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CrlKey("aosign-g2", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Optional<Long> requested() {
        return requested(CA);
    }

    private Optional<Long> requested(String ca) {
        return jdbc.sql("SELECT number FROM ca.crl WHERE state = 'REQUESTED' AND ca_id = :ca")
                .param("ca", ca)
                .query(Long.class)
                .optional();
    }

    private SignedCrl signRequested() {
        CrlKey key = new CrlKey(CA, requested().orElseThrow());
        return inTransaction(() -> crls.sign(key));
    }

    private SignedCrl publish(SignedCrl crl) {
        publications.publish(crl.key());
        publications.verify(crl.key());
        return crl;
    }

    private CrlKey revoke(CertificateSerial serial, Optional<Integer> crlReason) {
        return inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(serial, "A-RCP-02", crlReason, "受領されなかった", false));
            return crls.request(CA);
        });
    }

    private boolean somebodyWaitsForALock() {
        try (var connection = database.postgres().getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT 1 FROM pg_stat_activity WHERE datname = 'hakko' AND wait_event_type = 'Lock'")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<CertificateSerial> due(SignedCrl crl) {
        List<CertificateSerial> due = new ArrayList<>();
        crls.revoked(crl.key()).forEachRemaining(revoked -> {
            if (revoked.due()) {
                due.add(revoked.serial());
            }
        });
        return due;
    }

    private Der authority() {
        return authorities.find(CA).orElseThrow().certificate();
    }

    private static boolean isOn(SignedCrl crl, CertificateSerial serial) throws Exception {
        BigInteger number = serial.value();
        return parse(crl).getRevokedCertificate(number) != null;
    }

    private static X509CRL parse(SignedCrl crl) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(crl.content().read().bytes()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
