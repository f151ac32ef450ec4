package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.ca.CaTestContext.Trail;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyLinks;
import io.hakko.ca.domain.KeyMaker;
import io.hakko.calendar.MovableClock;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Three keys of one authority, each linked with the next; the second one is compromised. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringJUnitConfig(CaTestContext.class)
@ActiveProfiles("test")
@TestPropertySource(properties = {"hakko.demo-ca.folder=${test.ca:target/test-ca}", "hakko.demo-ca.generations=3"})
class LinkCompromiseTest {

    private static final String FIRST = "aosign-g2";
    private static final String SECOND = "aosign-g2-k2";
    private static final String THIRD = "aosign-g2-k3";

    @Autowired
    private CompromisedAuthorities compromised;

    @Autowired
    private Authorities authorities;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private KeyMaker maker;

    @Autowired
    private KeyLinks links;

    @Autowired
    private Trail trail;

    @Autowired
    private MovableClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @TempDir
    private Path folder;

    @Test
    @Order(1)
    void linksAreGoodAsLongAsTheirKeysAre() throws Exception {
        links.enter(SECOND, maker.link(FIRST, SECOND, "SHA256withRSA"));
        links.enter(THIRD, maker.link(SECOND, THIRD, "SHA256withRSA"));

        for (String issuer : List.of(FIRST, SECOND, THIRD)) {
            publish(issuer);
            assertThat(shown(arl(issuer))).isEmpty();
            for (Der link : issuedBy(issuer)) {
                assertThat(verify(issuer, link, crl(issuer))).contains("certificate.pem: OK");
                assertThat(verify(issuer, link, arl(issuer))).contains("certificate.pem: OK");
            }
        }
    }

    @Test
    @Order(2)
    void everyLinkOfACompromisedKeyIsRevokedWhereItWasSigned() throws Exception {
        inTransaction(() -> {
            compromised.declare(SECOND, "鍵の管理装置が見つからない");
            return true;
        });

        for (String issuer : List.of(FIRST, SECOND, THIRD)) {
            publish(issuer);
            List<CertificateSerial> expected =
                    issuedBy(issuer).stream().map(LinkCompromiseTest::serial).toList();
            assertThat(shown(arl(issuer))).as("ARL of " + issuer).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(shown(crl(issuer))).as("CRL of " + issuer).containsAll(expected);
            for (Der link : issuedBy(issuer)) {
                assertThat(verify(issuer, link, crl(issuer))).contains("certificate revoked");
                assertThat(verify(issuer, link, arl(issuer))).contains("certificate revoked");
            }
        }
        assertThat(trail.eventsOf(FIRST)).contains("authority.linkRevoked");
        assertThat(trail.eventsOf(SECOND)).contains("authority.compromised", "authority.linkRevoked");
    }

    @Test
    @Order(3)
    void sayingItOnceMoreChangesNothing() throws Exception {
        List<CertificateSerial> before = shown(arl(FIRST));

        inTransaction(() -> {
            compromised.declare(SECOND, "もう一度");
            return true;
        });
        publish(FIRST);

        assertThat(shown(arl(FIRST))).isEqualTo(before);
        assertThat(trail.eventsOf(FIRST)).containsOnlyOnce("authority.linkRevoked");
    }

    /** A CRL has to show it as long as it would be valid, though no certificate of the first key is in use any more. */
    @Test
    @Order(4)
    void theKeyThatSignedARevokedLinkGoesOnSigningCrls() throws Exception {
        Instant end = certificate(authorities.newWithOld(SECOND).orElseThrow())
                .getNotAfter()
                .toInstant();

        assertThat(crls.isLast(FIRST, end.minus(Duration.ofHours(1)))).isFalse();
        assertThat(crls.isLast(FIRST, end.plus(Duration.ofHours(1)))).isTrue();
    }

    private List<Der> issuedBy(String issuer) {
        KeyLink ofSecond = links.of(SECOND).orElseThrow();
        KeyLink ofThird = links.of(THIRD).orElseThrow();
        return Map.of(
                        FIRST, List.of(ofSecond.newWithOld()),
                        SECOND, List.of(ofSecond.oldWithNew(), ofThird.newWithOld()),
                        THIRD, List.of(ofThird.oldWithNew()))
                .get(issuer);
    }

    private void publish(String caId) {
        CrlKey key = inTransaction(() -> crls.request(caId));
        inTransaction(() -> crls.sign(key));
        publications.publish(key);
        publications.verify(key);
    }

    private Der crl(String caId) {
        return publications.latest(caId).orElseThrow().content().read();
    }

    private Der arl(String caId) {
        return publications.latest(caId).flatMap(PublishedCrl::arl).orElseThrow();
    }

    private String verify(String issuer, Der link, Der crl) throws Exception {
        return new Openssl(folder)
                .verify(authorities.find(issuer).orElseThrow().certificate(), link, crl, clock.instant())
                .output();
    }

    private static List<CertificateSerial> shown(Der crl) throws Exception {
        X509CRL parsed =
                (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl.bytes()));
        return parsed.getRevokedCertificates() == null
                ? List.of()
                : parsed.getRevokedCertificates().stream()
                        .map(entry -> new CertificateSerial(entry.getSerialNumber()))
                        .toList();
    }

    private static CertificateSerial serial(Der link) {
        return new CertificateSerial(certificate(link).getSerialNumber());
    }

    private static X509Certificate certificate(Der der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.bytes()));
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
