package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.audit.AuditEntry;
import io.hakko.ca.CaTestContext.Events;
import io.hakko.ca.CaTestContext.SerialFault;
import io.hakko.ca.CaTestContext.SignerFault;
import io.hakko.ca.CaTestContext.Trail;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.calendar.MovableClock;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@CaTest
class CertificatesTest {

    @Autowired
    private Certificates certificates;

    @Autowired
    private SignerFault fault;

    @Autowired
    private SerialFault serials;

    @Autowired
    private Trail trail;

    @Autowired
    private Events events;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void issuesByTheProfileAndTellsTheTrail() {
        IssueCertificate order = Orders.anOrder();

        IssuedCertificate certificate = certificates.issue(order);

        assertThat(certificate.notBefore()).isEqualTo(clock.instant());
        assertThat(certificate.state()).isEqualTo(IssuedCertificate.State.ISSUED);
        assertThat(certificate.serial().value().bitLength()).isGreaterThanOrEqualTo(127);
        assertThat(certificates.ofCard(order.card())).contains(certificate);
        assertThat(certificates.ofSerial(certificate.serial())).contains(certificate);
        assertThat(certificates.ofApplication(order.application())).containsExactly(certificate);
        assertThat(trail.eventsOf(order.application().value()))
                .containsExactly("certificate.signing", "certificate.issued");
        assertThat(events.of(CertificateIssued.class))
                .anyMatch(event -> event.serial().equals(certificate.serial()));
    }

    @Test
    void trailHasTheValidityInLocalTimeAndNoNames() {
        IssueCertificate order = Orders.anOrder();

        IssuedCertificate certificate = certificates.issue(order);

        AuditEntry issued = trail.of(order.application().value()).get(1);
        assertThat(issued.detail())
                .containsEntry("serial", certificate.serial().hex())
                .containsEntry("sha256", certificate.der().sha256())
                .hasEntrySatisfying(
                        "notBefore", value -> assertThat(value.toString()).endsWith("+09:00"))
                .hasEntrySatisfying(
                        "notAfter", value -> assertThat(value.toString()).endsWith("T23:59:59+09:00"));
        assertThat(issued.toString()).doesNotContain("山田", "Yamada");
    }

    @Test
    void lostSignatureIsMadeAgainFromTheJournal() {
        IssueCertificate order = Orders.anOrder();
        int before = fault.signed().size();
        fault.loseNextSignature();
        assertThatThrownBy(() -> certificates.issue(order)).hasMessage("the machine went down");
        assertThat(certificates.ofCard(order.card())).isEmpty();

        IssuedCertificate certificate = certificates.issue(order);

        assertThat(fault.signed().subList(before, before + 2)).containsOnly(certificate.der());
        assertThat(rowsOf(order.application())).isOne();
        assertThat(trail.eventsOf(order.application().value()))
                .containsExactly("certificate.signing", "certificate.issued");
    }

    @Test
    void repeatedOrderGivesTheSameCertificate() {
        IssueCertificate order = Orders.anOrder();

        IssuedCertificate first = certificates.issue(order);
        clock.moveTo(clock.instant().plusSeconds(30));
        IssuedCertificate second = certificates.issue(order);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void ordersOfTheSameCardAtTheSameTimeGiveOneCertificate() throws Exception {
        IssueCertificate order = Orders.anOrder();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Callable<IssuedCertificate> issue = () -> {
            barrier.await();
            return certificates.issue(order);
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<IssuedCertificate>> results = threads.invokeAll(List.of(issue, issue));

            assertThat(results.get(0).get()).isEqualTo(results.get(1).get());
            assertThat(rowsOf(order.application())).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesToIssueInsideATransaction() {
        assertThatThrownBy(() -> inTransaction(() -> certificates.issue(Orders.anOrder())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesASecondLiveCertificateOfAnApplication() {
        ApplicationNumber application = Orders.anApplication();
        certificates.issue(Orders.anOrder(application, Orders.aCard(), Orders.aKey()));

        assertRefused(
                CaRefusal.LIVE_CERTIFICATE_EXISTS,
                () -> certificates.issue(Orders.anOrder(application, Orders.aCard(), Orders.aKey())));
    }

    @Test
    void databaseRefusesASecondLiveCertificateWhateverTheCodeDoes() {
        IssueCertificate order = Orders.anOrder();
        IssuedCertificate certificate = certificates.issue(order);

        assertThatThrownBy(() -> jdbc.sql("""
                                INSERT INTO ca.certificate (serial, ca_id, state, application, card, profile, profile_from,
                                       product, company_key, public_key_sha256, not_before, not_after, to_be_signed,
                                       to_be_signed_sha256, prepared_at)
                                SELECT '4000000000000000', ca_id, 'PREPARED', application, 'other', profile, profile_from,
                                       product, company_key, 'other', not_before, not_after, to_be_signed,
                                       to_be_signed_sha256, prepared_at
                                  FROM ca.certificate WHERE serial = :serial
                                """)
                        .param("serial", certificate.serial().hex())
                        .update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("certificate_live");
    }

    @Test
    void runtimeRoleCanDeleteNeitherCertificateNorRevocation() {
        for (String table : List.of("ca.certificate", "ca.revocation", "ca.crl", "repository.crl")) {
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM " + table).update())
                    .hasStackTraceContaining("permission denied");
        }
        assertThatThrownBy(
                        () -> jdbc.sql("UPDATE ca.revocation SET reason = 'x'").update())
                .isNotInstanceOf(DataIntegrityViolationException.class)
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void refusesAKeyThatWasCertifiedForAnotherCard() {
        PublicKeyInfo key = Orders.aKey();
        certificates.issue(Orders.anOrder(Orders.anApplication(), Orders.aCard(), key));

        assertRefused(
                CaRefusal.KEY_REPEATED,
                () -> certificates.issue(Orders.anOrder(Orders.anApplication(), Orders.aCard(), key)));
    }

    @Test
    void refusesAnotherKeyForACertifiedCard() {
        IssueCertificate order = Orders.anOrder();
        certificates.issue(order);

        assertRefused(
                CaRefusal.CARD_TAKEN,
                () -> certificates.issue(Orders.anOrder(order.application(), order.card(), Orders.aKey())));
    }

    @Test
    void refusesCharactersOutsideJisX0208AndLeavesNoTrace() {
        IssueCertificate order =
                Orders.anOrder(Orders.anApplication(), Orders.aCard(), Orders.aKey(), "7123456789012", "髙橋　太郎");

        assertRefused(CaRefusal.CHARACTER_NOT_ALLOWED, () -> certificates.issue(order));
        assertThat(rowsOf(order.application())).isZero();
    }

    /** The same order is asked for at every round of a station; the trail tells it once for each reason. */
    @Test
    void tellsTheTrailOnceOfEachRefusalWithoutNames() {
        IssueCertificate order =
                Orders.anOrder(Orders.anApplication(), Orders.aCard(), Orders.aKey(), "7123456789012", "髙橋　太郎");

        for (int round = 0; round < 3; round++) {
            assertRefused(CaRefusal.CHARACTER_NOT_ALLOWED, () -> certificates.issue(order));
        }
        IssueCertificate worse = withKey(order, PublicKeyInfo.of(new byte[] {0x30, 0x00}));
        assertRefused(CaRefusal.KEY_MALFORMED, () -> certificates.issue(worse));

        assertThat(trail.of(order.application().value()))
                .extracting(AuditEntry::event, AuditEntry::reason)
                .containsExactly(
                        tuple("certificate.refused", "/subject/name ca.characterNotAllowed"),
                        tuple(
                                "certificate.refused",
                                "/subject/name ca.characterNotAllowed, /publicKey ca.keyMalformed"));
        assertThat(trail.of(order.application().value()).toString()).doesNotContain("髙", "Yamada");
        assertThat(rowsOf(order.application())).isZero();
    }

    @Test
    void refusedOrderLeavesRoomForTheCorrectedOne() {
        IssueCertificate good = Orders.anOrder();
        IssueCertificate bad = withKey(good, PublicKeyInfo.of(new byte[] {0x30, 0x00}));
        assertRefused(CaRefusal.KEY_MALFORMED, () -> certificates.issue(bad));

        assertThat(certificates.issue(good).state()).isEqualTo(IssuedCertificate.State.ISSUED);
    }

    /** A fault of the program that no validator sees: six years. */
    @Test
    void refusesWhatALintFindsAndJournalsNothing() {
        IssueCertificate order = Orders.anOrder();
        int signatures = fault.signed().size();
        fault.spoilNextDraft();

        assertThatThrownBy(() -> certificates.issue(order)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.violations().get(0).code().key()).isEqualTo("ca.lint.legalValidity");
            assertThat(refusal.violations().get(0).arguments()).containsExactly("施行規則 6条4号");
        });

        assertThat(fault.signed()).hasSize(signatures);
        assertThat(rowsOf(order.application())).isZero();
        assertThat(certificates.ofCard(order.card())).isEmpty();
        assertThat(trail.of(order.application().value()))
                .extracting(AuditEntry::event, AuditEntry::reason)
                .containsExactly(tuple("certificate.refused", "ca.lint.legalValidity"));
        assertThat(certificates.issue(order).serial()).isEqualTo(lastOf(serials.given()));
    }

    /** What was refused has no number in the journal; what is begun keeps the one it has. */
    @Test
    void numbersAreRecordedOnceAndKeptWhenTheSignatureIsLost() {
        IssueCertificate order = Orders.anOrder();
        fault.loseNextSignature();
        assertThatThrownBy(() -> certificates.issue(order)).hasMessage("the machine went down");
        CertificateSerial drawn = lastOf(serials.given());
        int draws = serials.given().size();

        IssuedCertificate certificate = certificates.issue(order);

        assertThat(certificate.serial()).isEqualTo(drawn);
        assertThat(serials.given()).hasSize(draws);
    }

    @Test
    void refusesANumberThatWasGivenOutBefore() {
        IssuedCertificate first = certificates.issue(Orders.anOrder());
        IssueCertificate order = Orders.anOrder();
        serials.repeat(first.serial());

        assertRefused(CaRefusal.SERIAL_REPEATED, () -> certificates.issue(order));

        assertThat(rowsOf(order.application())).isZero();
        assertThat(trail.eventsOf(order.application().value())).containsExactly("certificate.refused");
        assertThat(certificates.ofSerial(first.serial())).contains(first);
        assertThat(certificates.issue(order).serial()).isNotEqualTo(first.serial());
    }

    @Test
    void ordersOfTheSameKeyAtTheSameTimeGiveOneCertificateAndOneRefusal() throws Exception {
        PublicKeyInfo key = Orders.aKey();
        IssueCertificate one = Orders.anOrder(Orders.anApplication(), Orders.aCard(), key);
        IssueCertificate other = Orders.anOrder(Orders.anApplication(), Orders.aCard(), key);
        CyclicBarrier barrier = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> results = threads.invokeAll(List.of(outcome(barrier, one), outcome(barrier, other)));

            assertThat(List.of(results.get(0).get(), results.get(1).get()))
                    .containsExactlyInAnyOrder("issued", "/publicKey ca.keyRepeated");
            assertThat(rowsOf(one.application()) + rowsOf(other.application())).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<String> outcome(CyclicBarrier barrier, IssueCertificate order) {
        return () -> {
            barrier.await();
            try {
                certificates.issue(order);
                return "issued";
            } catch (Refusal refused) {
                return String.valueOf(refused.getMessage());
            }
        };
    }

    private static <T> T lastOf(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static IssueCertificate withKey(IssueCertificate order, PublicKeyInfo key) {
        return new IssueCertificate(
                order.application(),
                order.card(),
                order.profile(),
                order.subject(),
                order.companyKey(),
                key,
                order.product());
    }

    @Test
    void countsValidCertificatesOfACompany() {
        String company = "company-" + Orders.anApplication();
        IssuedCertificate first = certificates.issue(
                Orders.anOrder(Orders.anApplication(), Orders.aCard(), Orders.aKey(), company, "山田　太郎"));
        certificates.issue(Orders.anOrder(Orders.anApplication(), Orders.aCard(), Orders.aKey(), company, "山田　花子"));
        assertThat(validOf(company, clock.instant())).isEqualTo(2);

        revoke(first.serial());

        assertThat(validOf(company, clock.instant())).isOne();
        assertThat(validOf(company, first.notAfter().plusSeconds(1))).isZero();
        assertThat(certificates.validCertificatesOf("diacert-plus", company, clock.instant()))
                .isZero();
    }

    @Test
    void revocationIsFinal() {
        IssueCertificate order = Orders.anOrder();
        IssuedCertificate certificate = certificates.issue(order);

        revoke(certificate.serial());

        assertThat(certificates.ofSerial(certificate.serial())).hasValueSatisfying(revoked -> {
            assertThat(revoked.isRevoked()).isTrue();
            assertThat(revoked.revocation().orElseThrow().reason()).isEqualTo("A-RCP-02");
        });
        assertRefused(CaRefusal.ALREADY_REVOKED, () -> revoke(certificate.serial()));
        assertThat(trail.eventsOf(order.application().value()))
                .containsExactly("certificate.signing", "certificate.issued", "certificate.revoked");
        assertThat(events.of(CertificateRevoked.class))
                .filteredOn(event -> event.serial().equals(certificate.serial()))
                .hasSize(1);
    }

    @Test
    void revocationNeedsTheCallersTransaction() {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());

        assertThatThrownBy(() -> certificates.revoke(revocationOf(certificate.serial())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesToRevokeAnUnknownSerial() {
        assertRefused(CaRefusal.UNKNOWN_CERTIFICATE, () -> revoke(CertificateSerial.ofHex("4000000000000001")));
    }

    @Test
    void spoiledCardMakesRoomForTheRemake() {
        IssueCertificate order = Orders.anOrder();
        IssuedCertificate certificate = certificates.issue(order);

        inTransaction(() -> certificates.revokeSpoiled(order.card(), "印字不良"));
        IssuedCertificate remade =
                certificates.issue(Orders.anOrder(order.application(), Orders.aCard(), Orders.aKey()));

        assertThat(certificates.ofApplication(order.application()))
                .extracting(IssuedCertificate::serial)
                .containsExactly(certificate.serial(), remade.serial());
        assertThat(certificates.ofCard(order.card())).hasValueSatisfying(spoiled -> {
            IssuedCertificate.Revocation revocation = spoiled.revocation().orElseThrow();
            assertThat(revocation.technical()).isTrue();
            assertThat(revocation.reason())
                    .as("the profile's automatic.cardSpoiled")
                    .isEqualTo("A-O5");
            assertThat(revocation.crlReason()).as("superseded (RULES 7)").contains(4);
        });
    }

    @Test
    void cardSpoiledBeforeItsSignatureWasRecordedIsRevokedAsWell() {
        IssueCertificate order = Orders.anOrder();
        fault.loseNextSignature();
        assertThatThrownBy(() -> certificates.issue(order)).hasMessage("the machine went down");

        inTransaction(() -> certificates.revokeSpoiled(order.card(), "カード破損"));
        inTransaction(() -> certificates.revokeSpoiled(order.card(), "カード破損"));

        assertRefused(CaRefusal.CARD_TAKEN, () -> certificates.issue(order));
        assertThat(certificates.ofCard(order.card())).isEmpty();
        assertThat(certificates.issue(Orders.anOrder(order.application(), Orders.aCard(), Orders.aKey())))
                .isNotNull();
        assertThat(events.of(CertificateRevoked.class))
                .filteredOn(event -> event.card().equals(order.card()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.technical()).isTrue();
                    assertThat(event.reason()).isEqualTo("A-O5");
                });
    }

    @Test
    void spoiledCardWithoutCertificateIsNothingToTheAuthority() {
        var card = Orders.aCard();

        inTransaction(() -> certificates.revokeSpoiled(card, "カード破損"));

        assertThat(certificates.ofCard(card)).isEmpty();
    }

    private int validOf(String company, Instant at) {
        return certificates.validCertificatesOf("aosign-g2", company, at);
    }

    private int rowsOf(ApplicationNumber application) {
        return jdbc.sql("SELECT count(*) FROM ca.certificate WHERE application = :application")
                .param("application", application.value())
                .query(Integer.class)
                .single();
    }

    private void revoke(CertificateSerial serial) {
        inTransaction(() -> certificates.revoke(revocationOf(serial)));
    }

    private static RevokeCertificate revocationOf(CertificateSerial serial) {
        return new RevokeCertificate(serial, "A-RCP-02", Optional.empty(), "受領されなかった", false);
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    private static void assertRefused(CaRefusal code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(violation -> violation.code())
                                .contains(code));
    }
}
