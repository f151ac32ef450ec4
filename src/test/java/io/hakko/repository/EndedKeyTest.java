package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.ca.CaTestContext;
import io.hakko.ca.CaTestContext.RaisedAlarms;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.SignedCrl;
import io.hakko.calendar.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An old key is watched until its last CRL, and then no longer. */
@SpringJUnitConfig(CaTestContext.class)
@ActiveProfiles("test")
@TestPropertySource(
        properties = {
            "hakko.demo-ca.folder=${test.ca:target/test-ca}",
            "hakko.demo-ca.generations=2",
            "hakko.sweeps.enabled=false"
        })
class EndedKeyTest {

    private static final String OLD = "aosign-g2";
    private static final String OVERDUE = "CRL_OVERDUE aosign-g2 ";

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private CrlWatch watch;

    @Autowired
    private CrlMeters meters;

    @Autowired
    private RaisedAlarms alarms;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void isWatchedUntilItsLastCrlAndThenNoLonger() {
        Instant expiry = oneIssuedWithTheOldKey().notAfter();
        SignedCrl crl = publish();
        assertThat(crls.isLast(OLD, crl.thisUpdate())).isFalse();

        clock.moveTo(crl.thisUpdate().plus(Duration.ofHours(25)).plusSeconds(1));
        watch.sweep();
        assertThat(alarms.all()).as("it still has a certificate").contains(OVERDUE);
        publish();
        watch.sweep();
        assertThat(alarms.all()).doesNotContain(OVERDUE);

        clock.moveTo(expiry.plus(Duration.ofHours(1)));
        SignedCrl last = publish();
        assertThat(remaining()).as("the last one").isNaN();
        clock.moveTo(last.nextUpdate().plus(Duration.ofDays(30)));
        watch.sweep();

        assertThat(crls.isLast(OLD, last.thisUpdate())).isTrue();
        assertThat(alarms.all()).doesNotContain(OVERDUE);
    }

    private double remaining() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        return registry.get("hakko.crl.remaining").tag("authority", OLD).gauge().value();
    }

    /** As it would be had it been issued before the rollover. */
    private IssuedCertificate oneIssuedWithTheOldKey() {
        IssuedCertificate issued = certificates.issue(Orders.anOrder());
        jdbc.sql("UPDATE ca.certificate SET ca_id = :old WHERE serial = :serial")
                .param("old", OLD)
                .param("serial", issued.serial().hex())
                .update();
        return issued;
    }

    private SignedCrl publish() {
        SignedCrl crl = inTransaction(() -> crls.sign(crls.request(OLD)));
        CrlKey key = crl.key();
        publications.publish(key);
        publications.verify(key);
        return crl;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
