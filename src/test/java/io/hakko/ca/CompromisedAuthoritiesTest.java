package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.CaTestContext.SignerFault;
import io.hakko.ca.CaTestContext.Trail;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.shared.CertificateSerial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** B-RVK-04 (5): an authority whose key is compromised issues nothing any more. */
@CaTest
class CompromisedAuthoritiesTest {

    private static final String AUTHORITY = Orders.PROFILE.id();
    private static final String EXPLANATION = "鍵の管理装置が見つからない";

    @Autowired
    private CompromisedAuthorities compromised;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private SignerFault fault;

    @Autowired
    private Trail trail;

    @Autowired
    private EmbeddedDatabase database;

    @Autowired
    private PlatformTransactionManager transactions;

    /** The other tests of this database go on with the same authority; only the owner of the tables can do this. */
    @AfterEach
    void trustItAgain() {
        JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), EmbeddedDatabase.OWNER, ""))
                .sql("DELETE FROM ca.compromised_authority")
                .update();
    }

    @Test
    void issuesNothingFromThenOnButSignsItsCrls() {
        IssueCertificate earlier = Orders.anOrder();
        IssuedCertificate issued = certificates.issue(earlier);
        int before = trail.of(AUTHORITY).size();

        declare();
        declare();

        assertThat(compromised.isDeclared(AUTHORITY)).isTrue();
        assertThat(compromised.isDeclared("diacert-plus")).isFalse();
        IssueCertificate later = Orders.anOrder();
        assertThatThrownBy(() -> certificates.issue(later)).hasMessage("ca.authorityCompromised");
        assertThat(certificates.ofApplication(later.application())).isEmpty();
        assertThat(certificates.issue(earlier))
                .as("what is issued is still found")
                .isEqualTo(issued);
        assertThat(trail.of(AUTHORITY).subList(before, trail.of(AUTHORITY).size()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.event()).isEqualTo("authority.compromised");
                    assertThat(entry.reason()).isEqualTo(EXPLANATION);
                    assertThat(entry.after()).isEqualTo("COMPROMISED");
                });
        inTransaction(() -> crls.sign(crls.request(AUTHORITY)));
    }

    @Test
    void aSignatureThatWasLostBeforeIsNotMadeAgain() {
        IssueCertificate order = Orders.anOrder();
        fault.loseNextSignature();
        assertThatThrownBy(() -> certificates.issue(order)).hasMessage("the machine went down");
        int signed = fault.signed().size();

        declare();

        assertThatThrownBy(() -> certificates.issue(order)).hasMessage("ca.authorityCompromised");
        assertThat(fault.signed()).hasSize(signed);
        assertThat(certificates.ofCard(order.card())).isEmpty();
    }

    /** Else a certificate could be recorded after all live ones were counted. */
    @Test
    void waitsForACertificateThatIsBeingRecorded() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> declaration = new TransactionTemplate(transactions).execute(status -> {
                assertThat(compromised.isDeclared(AUTHORITY)).isFalse();
                Future<?> waiting = other.submit(this::declare);
                assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                        .isInstanceOf(TimeoutException.class);
                return waiting;
            });
            declaration.get(30, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
        assertThat(compromised.isDeclared(AUTHORITY)).isTrue();
    }

    @Test
    void pagesThroughWhatIsStillToBeRevoked() {
        List<CertificateSerial> mine = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            mine.add(certificates.issue(Orders.anOrder()).serial());
        }
        inTransaction(() ->
                certificates.revoke(new RevokeCertificate(mine.get(0), "A-O3", Optional.of(2), EXPLANATION, false)));

        List<CertificateSerial> found = new ArrayList<>();
        Optional<CertificateSerial> last = Optional.empty();
        List<CertificateSerial> page = compromised.live(AUTHORITY, last, 2);
        while (!page.isEmpty()) {
            found.addAll(page);
            page = compromised.live(AUTHORITY, Optional.of(page.get(page.size() - 1)), 2);
        }

        assertThat(found)
                .contains(mine.get(1), mine.get(2))
                .doesNotContain(mine.get(0))
                .doesNotHaveDuplicates();
        assertThat(compromised.countLive(AUTHORITY)).isEqualTo(found.size());
    }

    @Test
    void needsATransactionAndAnAuthority() {
        assertThatThrownBy(() -> compromised.declare(AUTHORITY, EXPLANATION))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> inTransaction(() -> compromised.declare("nobody", EXPLANATION)))
                .hasMessage("ca.unknownAuthority");
    }

    private void declare() {
        inTransaction(() -> compromised.declare(AUTHORITY, EXPLANATION));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }
}
