package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds whatever was killed: nothing lost, nothing doubled, one live certificate for an order, four eyes, CRLs that
 * only grow and show every revocation, an unbroken trail, an engine without orphans. Read from the tables and from the
 * certificates themselves, not through the code that wrote them.
 */
public final class Invariants {

    /** Two duties of one case that nobody may unite in one person (D-16). */
    private static final List<List<String>> FOUR_EYES = List.of(
            List.of("receive", "review"),
            List.of("receive", "approve"),
            List.of("review", "approve"),
            List.of("personalize", "inspect"),
            List.of("packCard", "packPin"),
            List.of("reviewRevocation", "approveRevocation"),
            List.of("proposeRevocation", "approveRevocation"));

    /** What happens to a case at most once, whoever dies. */
    private static final List<String> ONCE = List.of(
            "application.received",
            "application.entered",
            "application.accepted",
            "application.rejected",
            "card.dispatched",
            "receipt.confirmed",
            "receipt.overdue",
            "invoice.issued",
            "payment.settled",
            "revocation.requested",
            "crl.signed",
            "crl.published");

    private final FireDatabase database;
    private final JdbcClient sql;
    private final Path repository;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

    /**
     * @param home folder of the nodes, in which the repository folder stands
     */
    public Invariants(FireDatabase database, Path home) {
        this.database = database;
        this.sql = database.sql();
        this.repository = home.resolve("repository");
    }

    /** Somebody was told that this case exists: from now on it must not be lost. */
    public void acknowledged(String number) {
        acknowledged.add(number);
    }

    /**
     * Checks everything that holds at any moment.
     *
     * @param services nodes that are up; each verifies the trail, and the first one compares deadlines and timers
     */
    public void check(ServiceProcess... services) {
        assertThat(database.answers()).as("database").isTrue();
        checkCertificates();
        checkCards();
        checkFourEyes();
        checkCrls();
        checkTrail();
        checkEngine();
        checkNothingLostOrDoubled();
        for (ServiceProcess service : services) {
            assertThat(service.say("audit")).as("hakko audit verify").isEqualTo("sound");
        }
        if (services.length > 0) {
            assertThat(services[0].say("deadlines")).as("deadlines and timers").isEqualTo("[]");
        }
    }

    /** Checks, in addition, what holds when nothing is due any more: what was begun is done. */
    public void checkAtRest(ServiceProcess... services) {
        check(services);
        assertThat(strings("SELECT ca_id || '#' || number FROM ca.crl WHERE state IN ('REQUESTED', 'SIGNED')"))
                .as("CRLs that were begun and not published")
                .isEmpty();
        assertThat(strings("""
                        SELECT serial FROM ca.certificate c WHERE state = 'PREPARED'
                        AND NOT EXISTS (SELECT 1 FROM card.personalization p WHERE p.card_number = c.card
                                         AND p.state IN ('KEYED'))
                        """)).as("certificates begun for no card").isEmpty();
        assertThat(strings("""
                        SELECT card_number FROM card.personalization WHERE state = 'SPOILED' AND settled_at IS NULL
                        """)).as("spoiled cards that nobody settles").isEmpty();
        checkNewestCrls();
    }

    private void checkCertificates() {
        assertThat(strings("""
                        SELECT application FROM ca.certificate WHERE state IN ('PREPARED', 'ISSUED')
                        GROUP BY application HAVING count(*) > 1
                        """))
                .as("orders with more than one live certificate")
                .isEmpty();
        assertThat(strings("SELECT card FROM ca.certificate GROUP BY card HAVING count(*) > 1"))
                .as("cards with more than one certificate")
                .isEmpty();
        assertThat(strings("""
                        SELECT c.serial FROM ca.certificate c LEFT JOIN ca.revocation r USING (serial)
                         WHERE (c.state = 'REVOKED') <> (r.serial IS NOT NULL)
                        """))
                .as("certificates whose state and revocation differ")
                .isEmpty();
        Set<BigInteger> keys = new TreeSet<>();
        for (Map<String, Object> row : sql.sql(
                        "SELECT serial, to_be_signed, certificate FROM ca.certificate WHERE certificate IS NOT NULL")
                .query()
                .listOfRows()) {
            X509Certificate certificate = certificate((byte[]) row.get("certificate"));
            assertThat(certificate.getSerialNumber()).isEqualTo(new BigInteger((String) row.get("serial"), 16));
            assertThat(tbs(certificate))
                    .as("what was signed is what was journaled")
                    .isEqualTo(row.get("to_be_signed"));
            assertThat(keys.add(new BigInteger(1, certificate.getPublicKey().getEncoded())))
                    .as("a key of its own for certificate " + row.get("serial"))
                    .isTrue();
        }
    }

    private static byte[] tbs(X509Certificate certificate) {
        try {
            return certificate.getTBSCertificate();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void checkCards() {
        assertThat(strings("""
                        SELECT application_number FROM card.personalization WHERE state <> 'SPOILED'
                        GROUP BY application_number HAVING count(*) > 1
                        """)).as("orders with more than one live card").isEmpty();
        assertThat(strings("""
                        SELECT p.card_number FROM card.personalization p LEFT JOIN ca.certificate c
                            ON c.serial = p.certificate_serial
                         WHERE p.state NOT IN ('RESERVED', 'KEYED', 'SPOILED')
                           AND (c.serial IS NULL OR c.card <> p.card_number OR c.application <> p.application_number
                                OR c.certificate IS NULL)
                        """))
                .as("cards without the certificate of their own")
                .isEmpty();
        assertThat(strings("""
                        SELECT p.card_number FROM card.personalization p JOIN ca.certificate c ON c.card = p.card_number
                         WHERE p.state = 'SPOILED' AND p.settled_at IS NOT NULL AND c.state <> 'REVOKED'
                        """)).as("spoiled cards whose certificate lives").isEmpty();
        assertThat(strings("""
                        SELECT d.application_number FROM delivery.dispatch d
                         WHERE NOT EXISTS (SELECT 1 FROM card.personalization p
                                            WHERE p.card_number = d.card_number AND p.state = 'INSPECTED')
                        """))
                .as("cards that were sent without having passed inspection")
                .isEmpty();
        assertThat(strings("SELECT chip_serial FROM card.personalization GROUP BY 1 HAVING count(*) > 1"))
                .as("chips used twice")
                .isEmpty();
    }

    private void checkFourEyes() {
        for (List<String> pair : FOUR_EYES) {
            assertThat(sql.sql("""
                            SELECT a.business_key || ' ' || a.actor FROM workflow.participation a
                              JOIN workflow.participation b USING (business_key, actor)
                             WHERE a.duty = :one AND b.duty = :other
                            """)
                            .param("one", pair.get(0))
                            .param("other", pair.get(1))
                            .query(String.class)
                            .list())
                    .as("one person for %s", pair)
                    .isEmpty();
        }
        for (String done : List.of("receive", "review", "approve")) {
            assertThat(sql.sql("""
                            SELECT number FROM application.application a
                             WHERE status IN ('ACCEPTED', 'ISSUED', 'IN_USE', 'REVOKED')
                               AND NOT EXISTS (SELECT 1 FROM workflow.participation p
                                                WHERE p.business_key = a.number AND p.duty = :duty)
                            """).param("duty", done).query(String.class).list())
                    .as("accepted without %s", done)
                    .isEmpty();
        }
    }

    private void checkCrls() {
        for (String ca : strings("SELECT id FROM ca.authority")) {
            List<Long> numbers = sql.sql("SELECT number FROM ca.crl WHERE ca_id = :ca ORDER BY number")
                    .param("ca", ca)
                    .query(Long.class)
                    .list();
            long next = sql.sql("SELECT next_crl_number FROM ca.authority WHERE id = :ca")
                    .param("ca", ca)
                    .query(Long.class)
                    .single();
            List<Long> expected = new ArrayList<>();
            for (long number = 1; number < next; number++) {
                expected.add(number);
            }
            assertThat(numbers).as("CRL numbers of %s", ca).isEqualTo(expected);
            X509CRL before = null;
            for (byte[] der : sql.sql(
                            "SELECT string_agg(content, ''::bytea ORDER BY piece) FROM ca.crl_piece WHERE ca_id = :ca"
                                    + " GROUP BY number ORDER BY number")
                    .param("ca", ca)
                    .query(byte[].class)
                    .list()) {
                X509CRL crl = crl(der);
                if (before != null) {
                    assertThat(number(crl)).isGreaterThan(number(before));
                    assertThat(crl.getThisUpdate()).isAfterOrEqualTo(before.getThisUpdate());
                }
                assertShowsRevocations(ca, crl);
                before = crl;
            }
        }
        assertThat(strings("""
                        SELECT p.ca_id || '#' || p.number FROM repository.crl p JOIN ca.crl s USING (ca_id, number)
                         WHERE p.sha256 <> s.sha256 OR p.arl <> s.arl OR s.sha256 <> (
                               SELECT encode(sha256(string_agg(content, ''::bytea ORDER BY piece)), 'hex')
                                 FROM repository.crl_piece q WHERE q.ca_id = p.ca_id AND q.number = p.number)
                        """)).as("CRLs published otherwise than signed").isEmpty();
    }

    /** Everything that was revoked for this CRL or one before and had not expired. */
    private void assertShowsRevocations(String ca, X509CRL crl) {
        Collection<BigInteger> shown = crl.getRevokedCertificates() == null
                ? List.of()
                : crl.getRevokedCertificates().stream()
                        .map(entry -> entry.getSerialNumber())
                        .toList();
        List<BigInteger> due = sql.sql("""
                        SELECT serial FROM ca.revocation
                         WHERE ca_id = :ca AND crl_number <= :number AND not_after > :at
                        """)
                .param("ca", ca)
                .param("number", number(crl).longValueExact())
                .param("at", new java.sql.Timestamp(crl.getThisUpdate().getTime()))
                .query((row, n) -> new BigInteger(row.getString(1), 16))
                .list();
        assertThat(shown).as("CRL %s of %s", number(crl), ca).containsAll(due).doesNotHaveDuplicates();
    }

    /** Every place serves the newest CRL, and it shows everything that is revoked. */
    private void checkNewestCrls() {
        for (String ca : strings("SELECT id FROM ca.authority")) {
            List<byte[]> newest =
                    sql.sql("""
                            SELECT string_agg(content, ''::bytea ORDER BY piece) FROM ca.crl_piece
                             WHERE ca_id = :ca AND number = (SELECT max(number) FROM ca.crl
                                                              WHERE ca_id = :ca AND state = 'PUBLISHED')
                             HAVING count(*) > 0
                            """).param("ca", ca).query(byte[].class).list();
            if (newest.isEmpty()) {
                continue;
            }
            X509CRL crl = crl(newest.get(0));
            assertThat(sql.sql("""
                            SELECT string_agg(content, ''::bytea ORDER BY piece) FROM repository.crl_piece
                             WHERE ca_id = :ca AND number = (SELECT max(number) FROM repository.crl WHERE ca_id = :ca)
                            """).param("ca", ca).query(byte[].class).single())
                    .as("what HTTP serves")
                    .isEqualTo(newest.get(0));
            Path folder = repository.resolve(ca).resolve("crl.crl");
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(Files.readAllBytes(folder))
                            .as("what the folder serves")
                            .isEqualTo(newest.get(0)));
            for (String serial : sql.sql("SELECT serial FROM ca.revocation WHERE ca_id = :ca AND not_after > :at")
                    .param("ca", ca)
                    .param("at", new java.sql.Timestamp(crl.getThisUpdate().getTime()))
                    .query(String.class)
                    .list()) {
                assertThat(crl.getRevokedCertificate(new BigInteger(serial, 16)))
                        .as("%s on the newest CRL", serial)
                        .isNotNull();
            }
        }
    }

    private void checkTrail() {
        List<Long> sequences = sql.sql("SELECT sequence FROM audit.entry ORDER BY sequence")
                .query(Long.class)
                .list();
        Iterator<Long> found = sequences.iterator();
        for (long expected = 1; found.hasNext(); expected++) {
            assertThat(found.next()).as("sequence of the trail").isEqualTo(expected);
        }
        assertThat(strings("""
                        SELECT n.sequence::text FROM audit.entry n JOIN audit.entry p ON p.sequence = n.sequence - 1
                         WHERE n.previous_hash <> p.hash
                        """)).as("links of the trail").isEmpty();
        assertThat(strings("""
                        SELECT serial FROM ca.certificate c WHERE certificate IS NOT NULL
                           AND (SELECT count(*) FROM audit.entry a WHERE a.event = 'certificate.issued'
                                   AND a.detail::jsonb->>'serial' = c.serial) <> 1
                        """))
                .as("certificates whose issuance is not recorded once")
                .isEmpty();
        assertThat(strings("""
                        SELECT serial FROM ca.revocation r
                         WHERE (SELECT count(*) FROM audit.entry a WHERE a.event = 'certificate.revoked'
                                   AND a.detail::jsonb->>'serial' = r.serial) <> 1
                        """)).as("revocations that are not recorded once").isEmpty();
    }

    private void checkEngine() {
        assertThat(strings("SELECT activity_id_ || ': ' || coalesce(incident_msg_, '') FROM camunda.act_ru_incident"))
                .as("incidents")
                .isEmpty();
        assertThat(strings("SELECT id_ FROM camunda.act_ru_job WHERE retries_ = 0"))
                .as("jobs without retries")
                .isEmpty();
        assertThat(strings("""
                        SELECT j.id_ FROM camunda.act_ru_job j WHERE j.execution_id_ IS NOT NULL
                           AND NOT EXISTS (SELECT 1 FROM camunda.act_ru_execution e WHERE e.id_ = j.execution_id_)
                        """)).as("jobs without an execution").isEmpty();
        assertThat(strings("""
                        SELECT d.key_ || ' ' || e.business_key_ FROM camunda.act_ru_execution e
                          JOIN camunda.act_re_procdef d ON d.id_ = e.proc_def_id_
                         WHERE e.parent_id_ IS NULL AND e.business_key_ IS NOT NULL AND d.key_ <> 'alarm'
                         GROUP BY d.key_, e.business_key_ HAVING count(*) > 1
                        """)).as("processes that run twice for one case").isEmpty();
    }

    private void checkNothingLostOrDoubled() {
        for (String number : acknowledged) {
            assertThat(sql.sql("SELECT count(*) FROM application.application WHERE number = :n")
                            .param("n", number)
                            .query(Long.class)
                            .single())
                    .as("case %s", number)
                    .isEqualTo(1);
        }
        assertThat(sql.sql("""
                        SELECT event || ' ' || key FROM audit.entry WHERE event IN (:once)
                        GROUP BY event, key HAVING count(*) > 1
                        """).param("once", ONCE).query(String.class).list())
                .as("what happened twice")
                .isEmpty();
        assertThat(strings("""
                        SELECT a.number FROM application.application a
                         WHERE a.status IN ('RECEIVED', 'ENTERED', 'DEFICIENT', 'ACCEPTED', 'ISSUED')
                           AND NOT EXISTS (SELECT 1 FROM camunda.act_ru_execution e WHERE e.business_key_ = a.number)
                        """)).as("open cases without a process").isEmpty();
        assertThat(strings("""
                        SELECT a.number FROM application.application a
                         WHERE (SELECT count(*) FROM audit.entry e
                                 WHERE e.event = 'application.received' AND e.key = a.number) <> 1
                        """)).as("cases whose arrival is not recorded once").isEmpty();
        assertThat(strings("""
                        SELECT prefix || year FROM application.number_sequence s
                         WHERE last <> (SELECT count(*) FROM application.application a
                                         WHERE a.number LIKE s.prefix || '-' || s.year || '-%')
                        """)).as("gaps in the numbers of applications").isEmpty();
    }

    private List<String> strings(String query) {
        return sql.sql(query).query(String.class).list();
    }

    private static BigInteger number(X509CRL crl) {
        byte[] value = crl.getExtensionValue("2.5.29.20");
        return ASN1Integer.getInstance(ASN1OctetString.getInstance(value).getOctets())
                .getPositiveValue();
    }

    private static X509CRL crl(byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("not a CRL", broken);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("not a certificate", broken);
        }
    }
}
