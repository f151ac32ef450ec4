package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.HakkoApplication;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.CeremonyPerson;
import io.hakko.ca.Certificates;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.HoldCeremony;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.KeyCeremony;
import io.hakko.ca.Openssl;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.ca.SoftHsm;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.shared.Actor;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Key ceremonies on a new installation: accounts first, then the keys, one in a file and one in an HSM. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CaCommandTest {

    private static final String PASSWORD = "only-in-this-test";
    private static final String IN_FILE = "aosign-g2";
    private static final String IN_HSM = "diacert-plus";

    @TempDir
    static Path home;

    private static final List<String> SET = new ArrayList<>();

    private static EmbeddedDatabase database;
    private static SoftHsm hsm;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void install() throws Exception {
        database = EmbeddedDatabase.startTemporary();
        hsm = SoftHsm.create(Files.createDirectory(home.resolve("hsm")));
        hsm.start();
        Files.writeString(home.resolve("password"), PASSWORD + "\n");
        set("HAKKO_DB_URL", database.jdbcUrl());
        set("HAKKO_DB_USER", EmbeddedDatabase.RUNTIME);
        set("HAKKO_DB_PASSWORD", "trusted in this test");
        set("HAKKO_DB_OWNER", EmbeddedDatabase.OWNER);
        set("HAKKO_DB_OWNER_PASSWORD", "trusted in this test");
        set("HAKKO_SERVICES", IN_FILE + "," + IN_HSM);
        set("HAKKO_REPOSITORY_BASEURL", "http://repository.example/repository");
        set("HAKKO_REPOSITORY_LDAPHOST", "directory.example");
        set("hakko.repository.base-url", "http://repository.example/repository");
        set("hakko.repository.ldap-host", "directory.example");
        set("hakko.repository.folder", home.resolve("repository").toString());
        set("HAKKO_CA_AOSIGNG2_KEYSTORE", home.resolve("ca.p12").toString());
        set("hakko.ca.aosigng2.keystore", home.resolve("ca.p12").toString());
        set("hakko.ca.aosigng2.password", PASSWORD);
        set("HAKKO_CA_DIACERTPLUS_PKCS11_MODULE", SoftHsm.library().toString());
        set("hakko.ca.diacertplus.pkcs11.module", SoftHsm.library().toString());
        set("hakko.ca.diacertplus.pkcs11.token-label", SoftHsm.TOKEN);
        set("hakko.ca.diacertplus.pkcs11.key-label", "diacert-plus-1");
        set("hakko.ca.diacertplus.pkcs11.pin-file", hsm.pinFile().toString());
        set("hakko.ca.diacertplus.pkcs11.certificate", home.resolve("ca.pem").toString());
    }

    private static void set(String name, String value) {
        System.setProperty(name, value);
        SET.add(name);
    }

    @AfterAll
    static void remove() {
        SET.forEach(System::clearProperty);
        hsm.close();
        database.close();
    }

    @BeforeEach
    void listen() {
        out.getBuffer().setLength(0);
    }

    @Test
    @Order(1)
    void accountsCanBeMadeBeforeThereIsAKey() {
        InputStream terminal = System.in;
        try {
            for (String account : List.of("sato manager", "suzuki auditor", "yamada auditor", "tanaka reception")) {
                System.setIn(new ByteArrayInputStream((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8)));
                String[] words = account.split(" ");
                assertThat(run("user", "add", words[0], "--name", words[0], "--role", words[1]))
                        .as(out.toString())
                        .isZero();
            }
        } finally {
            System.setIn(terminal);
        }
    }

    @Test
    @Order(2)
    void refusesPeopleWhoAreNotFitForIt() {
        try (ConfigurableApplicationContext context = new ServiceContext(HakkoApplication.class).startWithoutKeys()) {
            KeyCeremony ceremony = context.getBean(KeyCeremony.class);

            assertThatThrownBy(() -> ceremony.init(new HoldCeremony(
                            "tsubaki-sign", person("sato", PASSWORD), person("suzuki", PASSWORD), "開局")))
                    .hasMessageContaining("ca.unknownAuthority");
            assertRefused(ceremony, "ca.samePerson", person("sato", PASSWORD), person("sato", PASSWORD));
            // The engine locks an account for some seconds after a wrong password, so it is not one the ceremony needs.
            assertRefused(ceremony, "ca.personNotProven", person("sato", PASSWORD), person("yamada", "wrong"));
            assertRefused(ceremony, "ca.personNotProven", person("nobody", PASSWORD), person("suzuki", PASSWORD));
            assertRefused(ceremony, "ca.personNotProven", person("suzuki", PASSWORD), person("sato", PASSWORD));
            assertRefused(ceremony, "ca.personNotProven", person("sato", PASSWORD), person("tanaka", PASSWORD));

            assertThat(home.resolve("ca.p12")).doesNotExist();
            assertThat(context.getBean(AuditRecords.class).ofKey(IN_FILE))
                    .extracting(AuditRecord::event)
                    .containsOnly("authority.keyCeremonyRefused")
                    .hasSize(4);
        }
    }

    private static void assertRefused(KeyCeremony ceremony, String code, CeremonyPerson by, CeremonyPerson with) {
        assertThatThrownBy(() -> ceremony.init(new HoldCeremony(IN_FILE, by, with, "開局")))
                .hasMessageContaining(code);
        assertThat(by.password()).containsOnly('\0');
    }

    private static CeremonyPerson person(String id, String password) {
        return new CeremonyPerson(new Actor(id), password.toCharArray());
    }

    @Test
    @Order(3)
    void makesAKeyInAFile() throws Exception {
        assertThat(init(IN_FILE)).as(out.toString()).isZero();

        X509Certificate certificate = certificateInFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("ca.p12"))))
                .isEqualTo("rw-------");
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(out.toString())
                .contains(
                        sha256(certificate),
                        certificate.getSerialNumber().toString(16),
                        "RSA 4096 bit",
                        "実施者          sato",
                        "立会人          suzuki")
                .doesNotContain(PASSWORD);
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=Demo AOSign G2 CA");
    }

    @Test
    @Order(4)
    void neverMakesASecondOne() throws Exception {
        byte[] before = Files.readAllBytes(home.resolve("ca.p12"));

        assertThat(init(IN_FILE)).isEqualTo(RefusalPrinter.REFUSED);

        assertThat(out.toString()).contains("すでに発行者署名符号があります");
        assertThat(Files.readAllBytes(home.resolve("ca.p12"))).isEqualTo(before);
    }

    @Test
    @Order(5)
    void tellsWhichKeyIsMissing() {
        assertThat(run("ca", "status")).isEqualTo(RefusalPrinter.FAILED);

        assertThat(out.toString()).contains("使用できます", "発行者署名符号はまだありません");
    }

    @Test
    @Order(6)
    void makesAKeyInTheHsmThatNeverLeavesIt() {
        assertThat(init(IN_HSM)).as(out.toString()).isZero();

        assertThat(out.toString()).contains("token hakko, key diacert-plus-1");
        assertThat(hsm.run("openssl", "verify", "-x509_strict", "-CAfile", certificateOfHsm(), certificateOfHsm()))
                .contains("OK");
        assertThat(hsm.run("openssl", "x509", "-in", certificateOfHsm(), "-noout", "-text"))
                .contains("CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign", "Demo DIACERT-PLUS CA");
        assertThat(hsm.run(
                        "pkcs11-tool",
                        "--module",
                        SoftHsm.direct().toString(),
                        "--login",
                        "--pin",
                        SoftHsm.PIN,
                        "--token-label",
                        SoftHsm.TOKEN,
                        "--list-objects",
                        "--type",
                        "privkey"))
                .containsOnlyOnce("diacert-plus-1")
                .contains("sensitive", "never extractable", "local");
    }

    @Test
    @Order(7)
    void theServiceWorksWithBoth() {
        assertThat(run("ca", "status")).as(out.toString()).isZero();
        assertThat(out.toString()).contains("次の番号 1").doesNotContain("まだありません");

        try (ConfigurableApplicationContext context =
                new ServiceContext(HakkoApplication.class).start(java.util.Map.of())) {
            assertThat(context.getBean(Authorities.class).all()).hasSize(2);
            List<AuditRecord> trail = context.getBean(AuditRecords.class).ofKey(IN_HSM);
            assertThat(trail)
                    .extracting(AuditRecord::event)
                    .containsExactly("authority.keyCeremonyBegun", "authority.keyMade");
            assertThat(trail.get(1).actor()).isEqualTo("sato");
            assertThat(trail.get(1).reason()).isEqualTo("開局");
            assertThat(trail.get(1).detail())
                    .contains("\"with\":\"suzuki\"", "\"sha256\"", "\"serial\"", "token hakko, key diacert-plus-1");
        }
    }

    @Test
    @Order(8)
    void followsAKeyByTheNextOne() throws Exception {
        set("hakko.ca.aosigng2k2.keystore", home.resolve("ca2.p12").toString());
        set("hakko.ca.aosigng2k2.password", PASSWORD);

        IssuedCertificate byOld;
        try (ConfigurableApplicationContext context = service()) {
            byOld = context.getBean(Certificates.class).issue(Orders.anOrder());
            assertThat(byOld.caId()).isEqualTo(IN_FILE);
        }

        assertThat(hold("rollover", IN_FILE)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("aosign-g2-k2");

        try (ConfigurableApplicationContext context = service()) {
            Authorities authorities = context.getBean(Authorities.class);
            assertThat(authorities.current(IN_FILE).orElseThrow().id()).isEqualTo("aosign-g2-k2");
            Openssl openssl = new Openssl(home);
            openssl.pem("x509", authorities.find(IN_FILE).orElseThrow().certificate(), "old.pem");
            openssl.pem("x509", authorities.find("aosign-g2-k2").orElseThrow().certificate(), "new.pem");
            openssl.pem("x509", authorities.newWithOld("aosign-g2-k2").orElseThrow(), "new-with-old.pem");
            openssl.pem("x509", authorities.oldWithNew("aosign-g2-k2").orElseThrow(), "old-with-new.pem");
            IssuedCertificate issued = context.getBean(Certificates.class).issue(Orders.anOrder());
            openssl.pem("x509", issued.der(), "issued.pem");
            for (String[] path : new String[][] {{"old.pem", "new-with-old.pem"}, {"new.pem", "old-with-new.pem"}}) {
                assertThat(openssl.run("verify", "-x509_strict", "-CAfile", path[0], path[1])
                                .output())
                        .contains(path[1] + ": OK");
            }
            assertThat(openssl.run(
                                    "verify",
                                    "-x509_strict",
                                    "-CAfile",
                                    "old.pem",
                                    "-untrusted",
                                    "new-with-old.pem",
                                    "issued.pem")
                            .output())
                    .contains("issued.pem: OK");
            assertThat(context.getBean(AuditRecords.class).ofKey("aosign-g2-k2"))
                    .extracting(AuditRecord::event)
                    .containsExactly("authority.keyCeremonyBegun", "authority.keyMade");

            CrlKey requested = revoke(context, byOld);
            assertThat(requested.caId()).isEqualTo(IN_FILE);
            Files.write(
                    home.resolve("old.crl"),
                    context.getBean(Crls.class)
                            .find(requested)
                            .orElseThrow()
                            .content()
                            .read()
                            .bytes());
            assertThat(openssl.run("crl", "-inform", "DER", "-in", "old.crl", "-CAfile", "old.pem", "-noout", "-text")
                            .output())
                    .contains("verify OK")
                    .containsIgnoringCase(byOld.serial().hex());
        }
    }

    private static CrlKey revoke(ConfigurableApplicationContext context, IssuedCertificate certificate) {
        Crls crls = context.getBean(Crls.class);
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).execute(status -> {
            context.getBean(Certificates.class)
                    .revoke(new RevokeCertificate(certificate.serial(), "A-S1", Optional.of(1), "紛失", false));
            return crls.sign(crls.request(certificate.caId())).key();
        });
    }

    @Test
    @Order(9)
    void bringsARolloverToItsEndThatBrokeOff() throws Exception {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, "");
                Statement statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM ca.key_link")).isOne();
        }

        assertThat(hold("rollover", IN_FILE)).as(out.toString()).isZero();

        assertThat(out.toString()).contains("aosign-g2-k2", "リンク証明書");
        try (ConfigurableApplicationContext context = new ServiceContext(HakkoApplication.class).startWithoutKeys()) {
            Authorities authorities = context.getBean(Authorities.class);
            Openssl openssl = new Openssl(home);
            openssl.pem("x509", authorities.newWithOld("aosign-g2-k2").orElseThrow(), "new-with-old.pem");
            assertThat(openssl.run("verify", "-x509_strict", "-CAfile", "old.pem", "new-with-old.pem")
                            .output())
                    .contains("new-with-old.pem: OK");
            assertThat(context.getBean(AuditRecords.class).ofKey("aosign-g2-k2"))
                    .extracting(AuditRecord::event)
                    .endsWith("authority.keysLinked");
        }
    }

    @Test
    @Order(10)
    void tellsOfBothKeys() {
        assertThat(run("ca", "status")).as(out.toString()).isZero();

        assertThat(out.toString()).contains("aosign-g2\n", "aosign-g2-k2\n").doesNotContain("まだありません");
    }

    @Test
    @Order(11)
    void aMissingKeyOfEitherGenerationStopsTheStart() {
        String old = System.clearProperty("hakko.ca.aosigng2.keystore");
        assertThatThrownBy(CaCommandTest::service)
                .rootCause()
                .hasMessageContaining("hakko.ca.aosign-g2.keystore is not set");
        System.setProperty("hakko.ca.aosigng2.keystore", old);

        String later = System.clearProperty("hakko.ca.aosigng2k2.keystore");
        assertThatThrownBy(CaCommandTest::service)
                .hasMessageContaining("The database has the authority aosign-g2-k2, but its key is not there")
                .hasMessageContaining("hakko.ca.aosign-g2-k2.keystore");
        System.setProperty("hakko.ca.aosigng2k2.keystore", later);
    }

    private static ConfigurableApplicationContext service() {
        return new ServiceContext(HakkoApplication.class).start(java.util.Map.of());
    }

    private int init(String service) {
        return hold("init", service);
    }

    private int hold(String ceremony, String service) {
        return run(
                "ca",
                ceremony,
                "--service",
                service,
                "--by",
                "sato",
                "--with",
                "suzuki",
                "--by-password-file",
                home.resolve("password").toString(),
                "--with-password-file",
                home.resolve("password").toString(),
                "--reason",
                "開局");
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return HakkoCommand.run(HakkoApplication.class, writer, writer, arguments);
    }

    private static String certificateOfHsm() {
        return home.resolve("ca.pem").toString();
    }

    private static X509Certificate certificateInFile() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(home.resolve("ca.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return (X509Certificate) store.getCertificate("ca");
    }

    private static String sha256(X509Certificate certificate) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }
}
