package io.hakko.repository.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.hakko.ca.Authorities;
import io.hakko.ca.CaTest;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.MovableClock;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.TargetDeliveries;
import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publication into a real OpenLDAP server. */
@CaTest
class DirectoryTargetTest {

    private static final String CA = "aosign-g2";
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private final CamelContext camel = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @Autowired
    private Crls crls;

    @Autowired
    private CrlPublications publications;

    @Autowired
    private TargetDeliveries deliveries;

    @Autowired
    private TargetStatuses statuses;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Authorities authorities;

    @Autowired
    private MovableClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    private Slapd slapd;
    private DirectoryTarget target;

    @BeforeEach
    void start() throws Exception {
        slapd = new Slapd(folder);
        target = target(slapd.access());
        publish(inTransaction(() -> crls.request(CA)));
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        slapd.close();
    }

    @Test
    void relyingPartiesFetchAndVerifyIt() throws Exception {
        IssuedCertificate certificate = certificates.issue(Orders.anOrder());
        CrlKey key = revoke(certificate);
        publish(key);

        deliveries.deliver(target, CA);

        Path crl = slapd.search(issuer(), DirectoryEntries.CRL);
        assertThat(Files.readAllBytes(crl))
                .isEqualTo(publications.find(key).orElseThrow().content().read().bytes());
        assertThat(openssl(crl)).contains("verify OK", certificate.serial().hex());
        Path arl = slapd.search(issuer(), DirectoryEntries.ARL);
        assertThat(openssl(arl)).contains("verify OK", "Only CA Certificates", "No Revoked Certificates");
        assertThat(Files.readAllBytes(slapd.search(issuer(), DirectoryEntries.CERTIFICATE)))
                .isEqualTo(authorities.find(CA).orElseThrow().certificate().bytes());
        assertThat(status().number()).isEqualTo(key.number());
    }

    /** What stands above is made, and what others have written into the entry stays. */
    @Test
    void makesMissingEntriesAndKeepsWhatIsThere() throws Exception {
        target.put(publication(small(1)));
        try (LDAPConnection connection = slapd.access().connect()) {
            connection.modify(
                    "dn: " + issuer(),
                    "changetype: modify",
                    "add: crossCertificatePair;binary",
                    "crossCertificatePair;binary:: MAA=");
        }

        target.put(publication(small(2)));

        try (LDAPConnection connection = slapd.access().connect()) {
            SearchResultEntry entry = connection.getEntry(issuer());
            assertThat(entry.getObjectClassValues()).contains("pkiCA", "applicationProcess");
            assertThat(entry.getAttributeValueBytes("crossCertificatePair;binary"))
                    .isEqualTo(new byte[] {0x30, 0});
            assertThat(entry.getAttributeValueBytes(DirectoryEntries.CRL)).isEqualTo(small(2).bytes());
            assertThat(entry.getAttribute(DirectoryEntries.CRL).size()).isOne();
        }
        assertThat(target.serves(publication(small(2)))).isTrue();
        assertThat(target.serves(publication(small(1)))).isFalse();
    }

    /** Two keys of one name: each has the entry that the certificates signed with it point to. */
    @Test
    void aLaterKeyHasAnEntryOfItsOwn() throws Exception {
        Der first = authorities.find(CA).orElseThrow().certificate();
        Der link = authorities.find("diacert-plus").orElseThrow().certificate();
        Publication old = publication(CA, small(1), AuthorityCertificates.ofOne(first));
        target.put(old);
        Publication oldBesideNew = publication(
                CA, small(1), new AuthorityCertificates(1, first, Optional.empty(), Optional.empty(), List.of(link)));
        assertThat(target.serves(oldBesideNew)).as("links come later").isFalse();
        Publication later = publication(
                "aosign-g2-k2",
                small(2),
                new AuthorityCertificates(2, first, Optional.of(link), Optional.empty(), List.of()));

        target.put(later);
        target.put(oldBesideNew);

        assertThat(target.serves(later)).isTrue();
        assertThat(target.serves(oldBesideNew)).isTrue();
        assertThat(target.serves(old)).isFalse();
        try (LDAPConnection connection = slapd.access().connect()) {
            SearchResultEntry entry = connection.getEntry("cn=aosign-g2-k2," + issuer());
            assertThat(entry.getObjectClassValues()).contains("pkiCA", "cRLDistributionPoint");
            assertThat(entry.getAttributeValueBytes(DirectoryEntries.CRL)).isEqualTo(small(2).bytes());
            assertThat(entry.getAttribute(DirectoryEntries.CERTIFICATE).size()).isEqualTo(2);
            SearchResultEntry own = connection.getEntry(issuer());
            assertThat(own.getAttributeValueBytes(DirectoryEntries.CRL)).isEqualTo(small(1).bytes());
            assertThat(own.getAttribute(DirectoryEntries.CERTIFICATE).size()).isEqualTo(2);
        }
    }

    /** The directory that Hakko runs itself checks object classes too. */
    @Test
    void aLaterKeyHasAnEntryOfItsOwnInTheEmbeddedDirectory() throws Exception {
        try (EmbeddedDirectory embedded = new EmbeddedDirectory(0)) {
            Publication later = publication(
                    "aosign-g2-k2",
                    small(2),
                    new AuthorityCertificates(
                            2,
                            authorities.find(CA).orElseThrow().certificate(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of()));

            DirectoryTarget.write(embedded, later);

            assertThat(new DirectoryTarget(camel.createProducerTemplate(), embedded).serves(later))
                    .isTrue();
        }
    }

    @Test
    void completesAnEntryThatIsNoAuthorityYet() throws Exception {
        DirectoryEntries.replace(slapd.access().connect(), "cn=below," + issuer(), DirectoryEntries.PROCESS, List.of());
        try (LDAPConnection connection = slapd.access().connect()) {
            assertThat(connection.getEntry(issuer()).getObjectClassValues()).doesNotContain("pkiCA");
        }

        target.put(publication(small(1)));

        assertThat(target.serves(publication(small(1)))).isTrue();
    }

    @Test
    void carriesThirtyMegabytes() {
        Publication publication = publication(crl(1, 1_100_000));
        assertThat(publication.crl().length()).isGreaterThan(28_000_000);

        target.put(publication);

        assertThat(target.serves(publication)).isTrue();
    }

    @Test
    void speaksTls() {
        for (DirectoryAccess access : List.of(
                new ExternalDirectory(
                        slapd.tlsUrl(), false, Optional.of(slapd.certificate()), Slapd.ROOT, slapd.passwordFile()),
                new ExternalDirectory(
                        slapd.url(), true, Optional.of(slapd.certificate()), Slapd.ROOT, slapd.passwordFile()))) {
            assertThat(reads(access)).isTrue();
        }
        DirectoryAccess untrusted =
                new ExternalDirectory(slapd.tlsUrl(), false, Optional.empty(), Slapd.ROOT, slapd.passwordFile());
        assertThatThrownBy(() -> reads(untrusted)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wrongPasswordIsAFailureOfTheTargetAndNothingElse() throws Exception {
        Files.writeString(folder.resolve("other"), "wrong");
        PublicationTarget refused = new Named(
                "ldap-refused",
                new DirectoryTarget(
                        camel.createProducerTemplate(),
                        new ExternalDirectory(
                                slapd.url(), false, Optional.empty(), Slapd.ROOT, folder.resolve("other"))));

        deliveries.deliver(refused, CA);

        assertThat(status("ldap-refused").error())
                .hasValueSatisfying(error -> assertThat(error).contains("LDAP"));
        assertThat(status("ldap-refused").number()).isZero();
    }

    /** Acceptance: LDAP down, HTTP still gets it; LDAP back, the newest is there within a minute, the one between never. */
    @Test
    void catchesUpWhenItIsBack() throws Exception {
        deliveries.deliver(target, CA);
        long before = status().number();
        slapd.stop();

        CrlKey missed = revoke(certificates.issue(Orders.anOrder()));
        publish(missed);
        deliveries.deliver(target, CA);
        CrlKey newest = revoke(certificates.issue(Orders.anOrder()));
        publish(newest);
        assertThat(publications.latest(CA).orElseThrow().key()).isEqualTo(newest);
        assertThat(status().number()).isEqualTo(before);
        assertThat(status().failures()).isPositive();
        assertThat(status().failingSince()).isPresent();

        slapd.start();
        Instant back = clock.instant();
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            clock.moveTo(clock.instant().plusSeconds(3));
            deliveries.deliver(target, CA);
            return status().number() == newest.number();
        });

        assertThat(Duration.between(back, clock.instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(status().failures()).isZero();
        assertThat(status().error()).isEmpty();
        assertThat(Files.readAllBytes(slapd.search(issuer(), DirectoryEntries.CRL)))
                .isEqualTo(
                        publications.find(newest).orElseThrow().content().read().bytes());
    }

    @Test
    void waitsLongerAfterEachFailureButNeverHalfAMinute() throws Exception {
        slapd.stop();
        publish(revoke(certificates.issue(Orders.anOrder())));
        for (int attempt = 0; attempt < 8; attempt++) {
            deliveries.deliver(target, CA);
            Instant next = status().nextAttempt().orElseThrow();
            assertThat(Duration.between(clock.instant(), next)).isLessThanOrEqualTo(Duration.ofSeconds(30));
            deliveries.deliver(target, CA);
            assertThat(status().nextAttempt()).as("not tried before").contains(next);
            clock.moveTo(next);
        }
        assertThat(status().failures()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void embeddedDirectoryIsReadByAllAndWrittenByHakko() throws Exception {
        try (EmbeddedDirectory embedded = new EmbeddedDirectory(0)) {
            DirectoryTarget.write(embedded, publication(small(3)));
            try (LDAPConnection anybody = new LDAPConnection("localhost", embedded.port())) {
                assertThat(anybody.getEntry(issuer(), DirectoryEntries.CRL)
                                .getAttributeValueBytes(DirectoryEntries.CRL))
                        .isEqualTo(small(3).bytes());
                assertThatThrownBy(() -> anybody.delete(issuer())).isInstanceOf(LDAPException.class);
                assertThatThrownBy(() -> anybody.add("C=XX", new Attribute("objectClass", "country")))
                        .isInstanceOf(LDAPException.class);
            }
        }
    }

    private boolean reads(DirectoryAccess access) {
        Publication publication = publication(small(9));
        DirectoryTarget other = new DirectoryTarget(camel.createProducerTemplate(), access);
        target.put(publication);
        return other.serves(publication);
    }

    private DirectoryTarget target(DirectoryAccess access) throws Exception {
        camel.addRoutes(new DirectoryRoute(access));
        camel.start();
        return new DirectoryTarget(camel.createProducerTemplate(), access);
    }

    private TargetStatus status() {
        return status("ldap");
    }

    private TargetStatus status(String name) {
        return statuses.all().stream()
                .filter(status -> status.target().equals(name) && status.caId().equals(CA))
                .findFirst()
                .orElseThrow();
    }

    private String issuer() {
        return authorities.find(CA).orElseThrow().name();
    }

    private static Der small(int number) {
        return crl(number, 1);
    }

    /** Reads as a CRL, which is what slapd asks of a value; its signature is none. */
    private static Der crl(int number, int entries) {
        byte[] algorithm = HexFormat.of().parseHex("300d06092a864886f70d01010b0500");
        byte[] name = HexFormat.of().parseHex("300d310b3009060355040613024a50");
        byte[] time = der(0x17, "261124070000Z".getBytes(StandardCharsets.US_ASCII));
        byte[] entry = der(0x30, concat(der(0x02, new byte[] {0x40, 1, 2, 3, 4, 5, 6, (byte) number}), time));
        byte[] all = new byte[entry.length * entries];
        for (int i = 0; i < entries; i++) {
            System.arraycopy(entry, 0, all, i * entry.length, entry.length);
        }
        byte[] crlNumber = der(0x04, der(0x02, new byte[] {(byte) number}));
        byte[] extension = der(0x30, concat(HexFormat.of().parseHex("0603551d14"), crlNumber));
        byte[] signed = der(
                0x30,
                concat(
                        der(0x02, new byte[] {1}),
                        algorithm,
                        name,
                        time,
                        time,
                        der(0x30, all),
                        der(0xa0, der(0x30, extension))));
        return Der.of(der(0x30, concat(signed, algorithm, der(0x03, new byte[257]))));
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {
                    (byte) tag,
                    (byte) 0x84,
                    (byte) (length >>> 24),
                    (byte) (length >>> 16),
                    (byte) (length >>> 8),
                    (byte) length
                };
        return concat(head, content);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private Publication publication(Der crl) {
        return publication(
                CA,
                crl,
                AuthorityCertificates.ofOne(authorities.find(CA).orElseThrow().certificate()));
    }

    private static Publication publication(String caId, Der crl, AuthorityCertificates certificates) {
        return new Publication(
                caId,
                1,
                DerContent.of(crl),
                Optional.of(small(100)),
                certificates,
                0,
                0,
                NOW,
                NOW.plusSeconds(60),
                NOW);
    }

    private CrlKey revoke(IssuedCertificate certificate) {
        return inTransaction(() -> {
            certificates.revoke(new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
            return crls.request(CA);
        });
    }

    private void publish(CrlKey key) {
        inTransaction(() -> crls.sign(key));
        publications.publish(key);
        publications.verify(key);
    }

    private String openssl(Path crl) throws IOException, InterruptedException {
        Path authority = folder.resolve("authority.der");
        Files.write(authority, authorities.find(CA).orElseThrow().certificate().bytes());
        run(
                "openssl",
                "x509",
                "-inform",
                "DER",
                "-in",
                authority.toString(),
                "-out",
                folder.resolve("authority.pem").toString());
        return run(
                "openssl",
                "crl",
                "-inform",
                "DER",
                "-in",
                crl.toString(),
                "-noout",
                "-text",
                "-verify",
                "-CAfile",
                folder.resolve("authority.pem").toString());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return new TransactionTemplate(transactions).execute(status -> work.get());
    }

    private record Named(String name, PublicationTarget target) implements PublicationTarget {

        @Override
        public void put(Publication publication) {
            target.put(publication);
        }

        @Override
        public boolean serves(Publication publication) {
            return target.serves(publication);
        }
    }
}
