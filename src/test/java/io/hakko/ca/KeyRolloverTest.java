package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.MovableClock;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An authority with two keys: the new one signs certificates, each has CRLs of its own, and the old one comes to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringJUnitConfig(CaTestContext.class)
@ActiveProfiles("test")
@TestPropertySource(properties = {"hakko.demo-ca.folder=${test.ca:target/test-ca}", "hakko.demo-ca.generations=2"})
class KeyRolloverTest {

    private static final String OLD = "aosign-g2";
    private static final String NEW = "aosign-g2-k2";

    @Autowired
    private Certificates certificates;

    @Autowired
    private Authorities authorities;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlSweep sweep;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    @Order(1)
    void certificatesAreSignedWithTheNewKeyAndNameItsCrl() throws Exception {
        IssuedCertificate issued = certificates.issue(Orders.anOrder());

        X509Certificate certificate = parse(issued.der());
        certificate.verify(
                parse(authorities.find(NEW).orElseThrow().certificate()).getPublicKey());
        assertThat(issued.caId()).isEqualTo(NEW);
        assertThat(new String(certificate.getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1))
                .contains("/aosign-g2-k2/crl.crl", "/CN=aosign-g2-k2,");
        assertThat(keyIdentifier(certificate, "2.5.29.35"))
                .as("authorityKeyIdentifier")
                .isEqualTo(
                        keyIdentifier(parse(authorities.find(NEW).orElseThrow().certificate()), "2.5.29.14"))
                .isNotEqualTo(
                        keyIdentifier(parse(authorities.find(OLD).orElseThrow().certificate()), "2.5.29.14"));
        assertThat(authorities.current(OLD).orElseThrow().id()).isEqualTo(NEW);
        assertThat(authorities.find(OLD).orElseThrow().name())
                .isEqualTo(authorities.find(NEW).orElseThrow().name());
    }

    @Test
    @Order(1)
    void eachKeyHasItsOwnRevocationsAndNumbers() {
        IssuedCertificate byOld = issuedWithTheOldKey();
        long other = crls.nextNumber(NEW);

        CrlKey requested = inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(byOld.serial(), "A-S1", Optional.of(1), "紛失", false));
            return crls.request(OLD);
        });
        inTransaction(() -> crls.sign(requested));

        assertThat(crls.revoked(requested))
                .toIterable()
                .extracting(RevokedCertificate::serial)
                .contains(byOld.serial());
        assertThat(crls.nextNumber(NEW)).isEqualTo(other);
    }

    @Test
    @Order(2)
    void theOldKeySignsCrlsUntilItsLastCertificateHasExpired() {
        IssuedCertificate byOld = issuedWithTheOldKey();
        signAll();
        Instant before = clock.instant();

        clock.moveTo(before.plus(Duration.ofHours(25)));
        assertThat(isRequestedBySweep(OLD)).isTrue();
        signAll();
        clock.moveTo(byOld.notAfter().plus(Duration.ofHours(1)));
        assertThat(isRequestedBySweep(OLD)).as("one more after the expiry").isTrue();
        signAll();
        clock.moveTo(byOld.notAfter().plus(Duration.ofHours(30)));

        assertThat(isRequestedBySweep(OLD)).isFalse();
        assertThat(crls.nextNumber(NEW)).isGreaterThan(1);
    }

    private boolean isRequestedBySweep(String caId) {
        long next = crls.nextNumber(caId);
        sweep.sweep();
        return crls.nextNumber(caId) > next;
    }

    private void signAll() {
        for (Authority authority : authorities.all()) {
            inTransaction(() -> crls.sign(crls.request(authority.id())));
        }
    }

    /** As it would be had it been issued before the rollover. */
    private IssuedCertificate issuedWithTheOldKey() {
        IssuedCertificate issued = certificates.issue(Orders.anOrder());
        jdbc.sql("UPDATE ca.certificate SET ca_id = :old WHERE serial = :serial")
                .param("old", OLD)
                .param("serial", issued.serial().hex())
                .update();
        return issued;
    }

    /** The last twenty octets: of both extensions they are the SHA-1 of the key. */
    private static String keyIdentifier(X509Certificate certificate, String extension) {
        byte[] value = certificate.getExtensionValue(extension);
        return HexFormat.of().formatHex(value, value.length - 20, value.length);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    private static X509Certificate parse(Der certificate) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate.bytes()));
    }
}
