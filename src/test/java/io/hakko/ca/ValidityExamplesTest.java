package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.MovableClock;
import io.hakko.policy.Scope;
import io.hakko.shared.ProfileRef;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * The validity examples of RULES section 5 with the ends of day of D-20, as they stand in certificates that were really
 * signed. The clock moves from one day of issue to the next, so the rows are in the order of time.
 */
@SpringJUnitConfig({CaTestContext.class, ValidityExamplesTest.EarlyClock.class})
@ActiveProfiles("test")
@TestPropertySource(properties = "hakko.demo-ca.folder=target/test-ca-early")
class ValidityExamplesTest {

    private static final ProfileRef AOSIGN = new ProfileRef("aosign-g2", LocalDate.of(2026, 4, 1));
    private static final ProfileRef DIACERT = new ProfileRef("diacert-plus", LocalDate.of(2025, 4, 1));

    @TestConfiguration(proxyBeanMethods = false)
    static class EarlyClock {

        @Bean
        @Primary
        MovableClock testClock() {
            return MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Autowired
    private Certificates certificates;

    @Autowired
    private MovableClock clock;

    @ParameterizedTest
    @CsvSource({
        "B, 1y, 2026-01-31T10:00+09:00, 2027-01-31T23:59:59+09:00",
        "B, 1y, 2026-09-15T10:00+09:00, 2027-09-30T23:59:59+09:00",
        "B, 2y, 2026-09-15T10:00+09:00, 2028-09-30T23:59:59+09:00",
        "B, 3y, 2026-09-15T10:00+09:00, 2029-09-30T23:59:59+09:00",
        "B, 4y10m, 2026-09-15T10:00+09:00, 2031-07-31T23:59:59+09:00",
        "A, 1y30d, 2026-09-15T10:00+09:00, 2027-10-15T23:59:59+09:00",
        "A, 2y30d, 2026-09-15T10:00+09:00, 2028-10-15T23:59:59+09:00",
        "A, 3y30d, 2026-09-15T10:00+09:00, 2029-10-15T23:59:59+09:00",
        "A, 4y30d, 2026-09-15T10:00+09:00, 2030-10-15T23:59:59+09:00",
        "A, 5y, 2026-09-15T10:00+09:00, 2031-09-14T23:59:59+09:00",
        "A, 5y, 2026-11-24T00:00+09:00, 2031-11-23T23:59:59+09:00",
        "A, 5y, 2026-11-24T23:59:59+09:00, 2031-11-23T23:59:59+09:00",
        "B, 4y10m, 2026-11-30T23:59:59+09:00, 2031-09-30T23:59:59+09:00"
    })
    void certificateEndsAsTheRulesSay(String service, String product, OffsetDateTime issuedAt, OffsetDateTime notAfter)
            throws Exception {
        clock.moveTo(issuedAt.toInstant());

        IssuedCertificate issued = certificates.issue(new IssueCertificate(
                Orders.anApplication(),
                Orders.aCard(),
                service.equals("A") ? AOSIGN : DIACERT,
                new SubjectContent(
                        Scope.CORPORATION,
                        "Yamada Taro",
                        "山田　太郎",
                        Optional.of("株式会社あおば建設"),
                        Optional.of("東京都港区虎ノ門１−２−３"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                "validity-examples",
                Orders.aKey(),
                product));

        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(issued.der().bytes()));
        assertThat(certificate.getNotBefore().toInstant()).isEqualTo(issuedAt.toInstant());
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(notAfter.toInstant());
        assertThat(issued.notAfter()).isEqualTo(notAfter.toInstant());
    }
}
