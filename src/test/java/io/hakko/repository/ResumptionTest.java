package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditVerification;
import io.hakko.audit.AuditVerification.BrokenEntry;
import io.hakko.audit.AuditVerification.Fault;
import io.hakko.ca.Authorities;
import io.hakko.ca.CaTest;
import io.hakko.ca.CaTestContext.Trail;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.ca.RevokedCertificate;
import io.hakko.ca.SignedCrl;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.DerContent;
import io.hakko.workflow.StaffAccounts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that has forgotten what relying parties have seen (ADR 45). Accounts and the trail's check are the test's. */
@CaTest
class ResumptionTest {

    private static final String CA = "aosign-g2";
    private static final Actor SATO = new Actor("sato");
    private static final Actor SUZUKI = new Actor("suzuki");

    @Autowired
    private Authorities authorities;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private PublicationStore store;

    @Autowired
    private Trail trail;

    @Autowired
    private EmbeddedDatabase database;

    @Autowired
    private PlatformTransactionManager transactions;

    private static final AuditVerification.Seals NOT_SEALED =
            new AuditVerification.Seals(0, 0, Optional.empty(), Optional.empty());

    private final StaffAccounts accounts = mock(StaffAccounts.class);
    private final AuditRecords records = mock(AuditRecords.class);

    private Resumption resumption;

    @BeforeEach
    void prepare() {
        when(accounts.exists(any())).thenAnswer(call -> Set.of("sato", "suzuki").contains(call.getArgument(0)));
        when(records.verify()).thenReturn(new AuditVerification(17, Optional.empty(), NOT_SEALED));
        resumption = new Resumption(authorities, certificates, crls, store, accounts, records, trail);
    }

    @Test
    void goesOnAboveTheSeenCrlAndRevokesAgain() {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        SignedCrl seen = revokedOn(certificate);
        forget(seen, certificate);
        CrlKey requested = inTransaction(() -> crls.request(CA));
        long known = store.lastNumber(CA);

        ResumedRepository resumed = resume(order(seen, SUZUKI, Set.of()));

        assertThat(requested.number()).isLessThanOrEqualTo(seen.key().number());
        assertThat(resumed.next().number()).isEqualTo(seen.key().number() + 1);
        assertThat(resumed.trail()).isEqualTo(17);
        assertThat(resumed.revokedAgain()).extracting(IssuedCertificate::serial).contains(certificate.serial());
        publish(requested);
        assertThat(publications.find(requested)).isEmpty();
        inTransaction(() -> crls.sign(resumed.next()));
        publish(resumed.next());
        assertThat(publications.latest(CA).orElseThrow().key()).isEqualTo(resumed.next());
        assertThat(crls.revoked(resumed.next()))
                .toIterable()
                .contains(new RevokedCertificate(certificate.serial(), true));
        AuditEntry entry = lastResumption();
        assertThat(entry.reason()).isEqualTo("障害");
        assertThat(entry.before()).isEqualTo(Long.toString(known));
        assertThat(entry.after()).isEqualTo(Long.toString(seen.key().number()));
        assertThat(entry.detail()).containsEntry("with", "suzuki").containsEntry("trailContinuesAfter", 17L);
    }

    @Test
    void losesNoRevocationSilently() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        SignedCrl seen = revokedOn(certificate);
        forget(seen, certificate);
        administrate("DELETE FROM ca.certificate WHERE serial = '%s'"
                .formatted(certificate.serial().hex()));
        long next = crls.nextNumber(CA);

        assertThatThrownBy(() -> resume(order(seen, SUZUKI, Set.of()))).hasMessage("/crl repository.wouldLose");
        assertThat(crls.nextNumber(CA)).isEqualTo(next);
        resume(order(seen, SUZUKI, Set.of(certificate.serial())));

        assertThat(lastResumption().detail())
                .containsEntry("without", certificate.serial().hex());
    }

    @Test
    void refusesWhatIsNotFit() {
        SignedCrl seen = inTransaction(() -> crls.sign(crls.request(CA)));
        SignedCrl foreign = inTransaction(() -> crls.sign(crls.request("diacert-plus")));

        assertThatThrownBy(() -> resume(order(seen, SATO, Set.of()))).hasMessage("/with repository.samePerson");
        assertThatThrownBy(() -> resume(order(seen, new Actor("nobody"), Set.of())))
                .hasMessage("/with repository.unknownPerson");
        assertThatThrownBy(() -> resume(new ResumeRepository(CA, seen.content().read(), SATO, SUZUKI, " ", Set.of())))
                .hasMessage("/reason repository.reasonMissing");
        assertThatThrownBy(() -> resume(order(foreign, SUZUKI, Set.of()))).hasMessage("/crl repository.notItsCrl");
        assertThatThrownBy(() ->
                        resume(new ResumeRepository("unknown-ca", seen.content().read(), SATO, SUZUKI, "障害", Set.of())))
                .hasMessage("/service repository.unknownAuthority");
        publish(seen.key());
        assertThatThrownBy(() -> resume(order(seen, SUZUKI, Set.of()))).hasMessage("/crl repository.nothingLost");
        when(records.verify())
                .thenReturn(new AuditVerification(3, Optional.of(new BrokenEntry(4, Fault.CHANGED)), NOT_SEALED));
        assertThatThrownBy(() -> resume(order(seen, SUZUKI, Set.of()))).hasMessage("repository.trailBroken");
    }

    private ResumedRepository resume(ResumeRepository order) {
        return inTransaction(() -> resumption.resume(order));
    }

    private static ResumeRepository order(SignedCrl seen, Actor with, Set<CertificateSerial> without) {
        return new ResumeRepository(CA, seen.content().read(), SATO, with, "障害", without);
    }

    /** A CRL three numbers on that shows the certificate and goes out. */
    private SignedCrl revokedOn(IssuedCertificate certificate) {
        inTransaction(() -> crls.sign(crls.request(CA)));
        inTransaction(() -> crls.sign(crls.request(CA)));
        return inTransaction(() -> {
            certificates.revoke(
                    new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "控えの後に失効した", false));
            return fetched(crls.sign(crls.request(CA)));
        });
    }

    /** As a relying party has it: whatever happens to the database. */
    private static SignedCrl fetched(SignedCrl crl) {
        return new SignedCrl(
                crl.key(),
                crl.thisUpdate(),
                crl.nextUpdate(),
                crl.entries(),
                DerContent.of(crl.content().read()),
                crl.arl());
    }

    /** What a restore of an older dump does: neither the last CRLs nor the revocation were ever there. */
    private void forget(SignedCrl seen, IssuedCertificate certificate) {
        try {
            long from = seen.key().number() - 2;
            administrate("DELETE FROM ca.crl WHERE ca_id = '%s' AND number >= %d".formatted(CA, from));
            administrate("UPDATE ca.authority SET next_crl_number = %d WHERE id = '%s'".formatted(from, CA));
            administrate("DELETE FROM ca.crl_segment WHERE ca_id = '%s'".formatted(CA));
            administrate("DELETE FROM ca.revocation WHERE serial = '%s'"
                    .formatted(certificate.serial().hex()));
            administrate("UPDATE ca.certificate SET state = 'ISSUED' WHERE serial = '%s'"
                    .formatted(certificate.serial().hex()));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void publish(CrlKey key) {
        publications.publish(key);
        publications.verify(key);
    }

    private AuditEntry lastResumption() {
        return trail.of(CA).stream()
                .filter(entry -> entry.event().equals("repository.resumed"))
                .reduce((former, later) -> later)
                .orElseThrow();
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
