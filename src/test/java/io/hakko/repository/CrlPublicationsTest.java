package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditEntry;
import io.hakko.ca.CaTest;
import io.hakko.ca.CaTestContext.Events;
import io.hakko.ca.CaTestContext.Trail;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.ca.SignedCrl;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.repository.domain.PublicationGateException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CaTest
class CrlPublicationsTest {

    private static final String CA = "aosign-g2";

    private static final String LAST_ENTRY_IS_LOST = """
            UPDATE ca.crl_segment s
               SET entries = entries - 1, octets = octets - octet_length(r.entry),
                   content = substr(content, 1, (octets - octet_length(r.entry))::int)
              FROM (SELECT entry, expiry_month, position FROM ca.revocation
                     WHERE ca_id = 'aosign-g2' ORDER BY position DESC LIMIT 1) r
             WHERE s.ca_id = 'aosign-g2' AND s.expiry_month = r.expiry_month AND s.last_position = r.position
            """;

    private static final String SERIAL_IS_ANOTHER = """
            UPDATE ca.crl_segment SET content = set_byte(content, 6, (get_byte(content, 6) + 1) % 256)
             WHERE ca_id = 'aosign-g2' AND entries > 0
            """;

    private static final String NOT_DER = """
            UPDATE ca.crl_segment SET content = set_byte(content, 0, 0) WHERE ca_id = 'aosign-g2' AND entries > 0
            """;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private Crls crls;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Trail trail;

    @Autowired
    private Events events;

    @Autowired
    private EmbeddedDatabase database;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void signWhatWasRequested() {
        next();
    }

    @Test
    void publishesAndTellsTheTrailAfterVerification() {
        SignedCrl crl = next();

        publications.publish(crl.key());
        assertThat(trail.eventsOf(crl.key().toString())).containsExactly("crl.signed");
        publications.verify(crl.key());

        AuditEntry published = trail.of(crl.key().toString()).get(1);
        assertThat(published.event()).isEqualTo("crl.published");
        assertThat(published.detail())
                .containsEntry("number", crl.key().number())
                .containsEntry("entries", crl.entries())
                .containsKeys("thisUpdate", "nextUpdate");
        assertThat(publications.latest(CA))
                .hasValueSatisfying(latest -> assertThat(latest.content().read())
                        .isEqualTo(crl.content().read()));
        assertThat(publications.find(crl.key())).isPresent();
        assertThat(publications.all(CA)).extracting(PublishedCrl::key).endsWith(crl.key());
        assertThat(events.of(CrlPublished.class)).anyMatch(event -> event.key().equals(crl.key()));
    }

    @Test
    void everyStepMayRunTwice() {
        SignedCrl crl = next();

        publications.publish(crl.key());
        publications.publish(crl.key());
        publications.verify(crl.key());

        assertThat(publications.all(CA))
                .filteredOn(p -> p.key().equals(crl.key()))
                .hasSize(1);
    }

    @Test
    void overtakenCrlIsNotPublishedAnyMore() {
        SignedCrl older = next();
        SignedCrl newer = next();
        publications.publish(newer.key());

        publications.publish(older.key());
        publications.verify(older.key());

        assertThat(publications.find(older.key())).isEmpty();
        assertThat(publications.latest(CA))
                .hasValueSatisfying(latest -> assertThat(latest.key()).isEqualTo(newer.key()));
        assertThat(trail.eventsOf(older.key().toString())).containsExactly("crl.signed", "crl.superseded");
    }

    @Test
    void keepsTheLastGoodOneWhenTheGateRefuses() throws Exception {
        SignedCrl good = next();
        publications.publish(good.key());
        publications.verify(good.key());
        SignedCrl tampered = next();
        administrate("UPDATE ca.crl_piece SET content = set_byte(content, length(content) - 20,"
                + " (get_byte(content, length(content) - 20) + 1) % 256)"
                + " WHERE piece = 0 AND number = " + tampered.key().number());

        assertThatThrownBy(() -> publications.publish(tampered.key())).isInstanceOf(PublicationGateException.class);

        assertThat(publications.latest(CA))
                .hasValueSatisfying(latest -> assertThat(latest.key()).isEqualTo(good.key()));
        assertThat(trail.eventsOf(tampered.key().toString()))
                .as("the entries it was made of fit")
                .containsExactly("crl.signed");
    }

    @Test
    void keepsBackACrlThatLostARevocation() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        SignedCrl without = next();
        inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
            return certificate;
        });
        administrate("UPDATE ca.revocation SET crl_number = " + without.key().number() + " WHERE serial = '"
                + certificate.serial().hex() + "'");

        assertThatThrownBy(() -> publications.publish(without.key()))
                .hasMessageContaining("lacks revoked certificates");
    }

    /** Segments that do not fit the revocations: the CRL is kept back, the next one comes at once and is complete. */
    @ParameterizedTest
    @ValueSource(strings = {LAST_ENTRY_IS_LOST, SERIAL_IS_ANOTHER, NOT_DER})
    void entriesThatDoNotFitAreMadeAnewForTheNext(String corruption) throws Exception {
        IssuedCertificate older = certificates.issue(Orders.anOrder());
        IssuedCertificate newer = certificates.issue(Orders.anOrder());
        revoke(older);
        revoke(newer);
        SignedCrl good = next();
        publications.publish(good.key());
        publications.verify(good.key());
        administrate(corruption);

        SignedCrl keptBack = next();
        assertThatThrownBy(() -> publications.publish(keptBack.key())).isInstanceOf(PublicationGateException.class);

        assertThat(trail.eventsOf(keptBack.key().toString())).containsExactly("crl.signed", "crl.entriesRebuilt");
        CrlKey requested = new CrlKey(CA, keptBack.key().number() + 1);
        assertThat(crls.nextNumber(CA)).as("the next is requested already").isEqualTo(requested.number() + 1);
        SignedCrl complete = inTransaction(() -> crls.sign(requested));
        publications.publish(requested);
        publications.verify(requested);
        assertThat(publications.latest(CA).orElseThrow().key()).isEqualTo(requested);
        assertThat(complete.entries()).isEqualTo(good.entries());
        X509CRL read = read(complete);
        assertThat(read.getRevokedCertificate(older.serial().value())).isNotNull();
        assertThat(read.getRevokedCertificate(newer.serial().value())).isNotNull();
        publications.publish(keptBack.key());
        assertThat(trail.eventsOf(keptBack.key().toString())).endsWith("crl.superseded");
    }

    private void revoke(IssuedCertificate certificate) {
        inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
            return certificate;
        });
    }

    private static X509CRL read(SignedCrl crl) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(crl.content().read().bytes()));
    }

    @Test
    void verificationFindsAnotherContent() throws Exception {
        SignedCrl crl = next();
        publications.publish(crl.key());
        administrate("UPDATE repository.crl_piece SET content = decode('3000', 'hex') WHERE number = "
                + crl.key().number());

        assertThatThrownBy(() -> publications.verify(crl.key())).hasMessageContaining("is not served by http");
        assertThat(trail.eventsOf(crl.key().toString())).doesNotContain("crl.published");
        publishedAgain(crl);
    }

    @Test
    void refusesACrlThatIsNotSigned() {
        CrlKey key = inTransaction(() -> crls.request(CA));

        assertThatThrownBy(() -> publications.publish(key)).hasMessageContaining("is not signed");
    }

    private void publishedAgain(SignedCrl crl) throws Exception {
        administrate("DELETE FROM repository.crl WHERE number = " + crl.key().number());
        publications.publish(crl.key());
        publications.verify(crl.key());
    }

    private SignedCrl next() {
        return inTransaction(() -> crls.sign(crls.request(CA)));
    }

    private void administrate(String sql) throws SQLException {
        try (Connection connection = database.postgres()
                        .getDatabase("postgres", EmbeddedDatabase.DATABASE)
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }
}
