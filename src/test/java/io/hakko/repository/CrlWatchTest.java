package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.ca.Authorities;
import io.hakko.ca.CaTest;
import io.hakko.ca.CaTestContext.RaisedAlarms;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.SignedCrl;
import io.hakko.calendar.MovableClock;
import io.hakko.policy.Profiles;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.TargetStatuses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CaTest
class CrlWatchTest {

    private static final String CA = "aosign-g2";
    private static final String OVERDUE = "CRL_OVERDUE aosign-g2 ";

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private CrlWatch watch;

    @Autowired
    private CrlMeters meters;

    @Autowired
    private TargetStatuses statuses;

    @Autowired
    private PublicationStore store;

    @Autowired
    private Authorities authorities;

    @Autowired
    private Profiles profiles;

    @Autowired
    private RaisedAlarms alarms;

    @Autowired
    private MovableClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void callsAManagerLongBeforeTheCrlExpires() {
        SignedCrl crl = publish();
        watch.sweep();
        assertThat(alarms.all()).doesNotContain(OVERDUE);

        clock.moveTo(crl.thisUpdate().plus(Duration.ofHours(24)).plusSeconds(3500));
        watch.sweep();
        assertThat(alarms.all()).as("the next one is only just due").doesNotContain(OVERDUE);
        clock.moveTo(crl.thisUpdate().plus(Duration.ofHours(25)).plusSeconds(1));
        watch.sweep();
        assertThat(alarms.all()).contains(OVERDUE);
        assertThat(Duration.between(clock.instant(), crl.nextUpdate())).isGreaterThan(Duration.ofHours(11));

        publish();
        watch.sweep();
        assertThat(alarms.all()).doesNotContain(OVERDUE);
    }

    /** The service stood still for two days, and has just begun to make up for it. */
    @Test
    void givesACrlItsTimeThatHasJustBeenAskedFor() {
        SignedCrl crl = publish();
        clock.moveTo(crl.thisUpdate().plus(Duration.ofDays(2)));
        inTransaction(() -> crls.request(CA));
        watch.sweep();
        assertThat(alarms.all()).doesNotContain(OVERDUE);

        clock.moveTo(clock.instant().plus(Duration.ofHours(1)).plusSeconds(1));
        watch.sweep();
        assertThat(alarms.all()).contains(OVERDUE);

        publish();
        watch.sweep();
        assertThat(alarms.all()).doesNotContain(OVERDUE);
    }

    @Test
    void metersTellWhatRemains() {
        SignedCrl crl = publish();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        meters.bindTo(registry);
        clock.moveTo(crl.thisUpdate().plusSeconds(100));

        assertThat(registry.get("hakko.crl.remaining")
                        .tag("authority", CA)
                        .gauge()
                        .value())
                .isEqualTo(48 * 3600 - 100);
    }

    @Test
    void deadTargetIsAnAlarmAndADetailAndNothingElse() {
        publish();
        CrlWatch withTarget =
                new CrlWatch(authorities, crls, store, statuses, List.of(new Dead()), profiles, alarms, clock);
        TargetHealth health = new TargetHealth(statuses, List.of(new Dead()));
        TargetDeliveries deliveries = new TargetDeliveries(authorities, store, statuses, clock);
        inTransaction(() -> {
            deliveries.deliver(new Dead(), CA);
            return true;
        });

        inTransaction(() -> {
            withTarget.sweep();
            return true;
        });
        assertThat(alarms.all()).doesNotContain("CRL_TARGET_FAILING aosign-g2 dead");
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(16)));
        inTransaction(() -> {
            withTarget.sweep();
            return true;
        });

        assertThat(alarms.all()).contains("CRL_TARGET_FAILING aosign-g2 dead");
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails().get("dead aosign-g2"))
                .asString()
                .contains("failing since");
    }

    private SignedCrl publish() {
        SignedCrl crl = inTransaction(() -> crls.sign(crls.request(CA)));
        CrlKey key = crl.key();
        publications.publish(key);
        publications.verify(key);
        return crl;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    /** A place that cannot be reached. */
    private static final class Dead implements PublicationTarget {

        @Override
        public String name() {
            return "dead";
        }

        @Override
        public void put(Publication publication) {
            throw new IllegalStateException("no route to host");
        }

        @Override
        public boolean serves(Publication publication) {
            throw new IllegalStateException("no route to host");
        }
    }
}
