package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.Certificates;
import io.hakko.ca.CompromisedAuthorities;
import io.hakko.ca.CrlKey;
import io.hakko.ca.Crls;
import io.hakko.ca.IssueCertificate;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Openssl;
import io.hakko.ca.Orders;
import io.hakko.ca.RevokeCertificate;
import io.hakko.ca.SoftHsm;
import io.hakko.shared.Der;
import io.hakko.shared.Outage;
import io.hakko.shared.ProfileRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two services change the place of their keys at a rollover: one from a file into an HSM, the other out of it into a file. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HsmRolloverTest {

    private static final String INTO_HSM = "aosign-g2";
    private static final String OUT_OF_HSM = "diacert-plus";
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static Installation installation;
    private static final Map<String, IssuedCertificate> OLD = new TreeMap<>();

    @BeforeAll
    static void install() throws Exception {
        installation = new Installation(home, INTO_HSM, OUT_OF_HSM);
        installation.keyInFile(INTO_HSM);
        installation.keyInHsm(OUT_OF_HSM);
        installation.account("sato", "manager");
        installation.account("suzuki", "auditor");
        for (String service : new String[] {INTO_HSM, OUT_OF_HSM}) {
            assertThat(installation.ceremony("ca", "init", "--service", service))
                    .as(installation.output())
                    .isZero();
        }
        try (ConfigurableApplicationContext context = installation.service()) {
            for (String service : new String[] {INTO_HSM, OUT_OF_HSM}) {
                OLD.put(service, context.getBean(Certificates.class).issue(order(service)));
            }
        }
        installation.keyInHsm(next(INTO_HSM));
        installation.keyInFile(next(OUT_OF_HSM));
    }

    @AfterAll
    static void remove() {
        installation.close();
    }

    private static String next(String service) {
        return service + "-k2";
    }

    /** Without the present key there would be a next one without links. */
    @Test
    @Order(1)
    void nothingIsMadeWhileTheHsmWithThePresentKeyIsAway() {
        installation.hsm().kill();

        assertThat(installation.ceremony("ca", "rollover", "--service", OUT_OF_HSM))
                .isNotZero();

        assertThat(installation.file(next(OUT_OF_HSM) + ".p12")).doesNotExist();
        installation.hsm().start();
    }

    @ParameterizedTest
    @ValueSource(strings = {INTO_HSM, OUT_OF_HSM})
    @Order(2)
    void theCeremonyLinksBothKeys(String service) throws Exception {
        assertThat(installation.ceremony("ca", "rollover", "--service", service))
                .as(installation.output())
                .isZero();
        assertThat(installation.output()).contains(next(service), "リンク証明書");

        try (ConfigurableApplicationContext context = installation.service()) {
            Authorities authorities = context.getBean(Authorities.class);
            Openssl openssl = new Openssl(home);
            openssl.pem("x509", authority(authorities, service), "old.pem");
            openssl.pem("x509", authority(authorities, next(service)), "new.pem");
            openssl.pem("x509", authorities.newWithOld(next(service)).orElseThrow(), "new-with-old.pem");
            openssl.pem("x509", authorities.oldWithNew(next(service)).orElseThrow(), "old-with-new.pem");
            openssl.pem("x509", OLD.get(service).der(), "by-old.pem");
            IssuedCertificate issued = context.getBean(Certificates.class).issue(order(service));
            openssl.pem("x509", issued.der(), "by-new.pem");

            assertThat(issued.caId()).isEqualTo(next(service));
            assertThat(verify(openssl, "old.pem", "new-with-old.pem")).contains("new-with-old.pem: OK");
            assertThat(verify(openssl, "new.pem", "old-with-new.pem")).contains("old-with-new.pem: OK");
            assertThat(verify(openssl, "old.pem", "-untrusted", "new-with-old.pem", "by-new.pem"))
                    .contains("by-new.pem: OK");
            assertThat(verify(openssl, "new.pem", "-untrusted", "old-with-new.pem", "by-old.pem"))
                    .contains("by-old.pem: OK");
            assertThat(context.getBean(AuditRecords.class).ofKey(next(service)))
                    .extracting(AuditRecord::event)
                    .containsExactly("authority.keyCeremonyBegun", "authority.keyMade");
        }
    }

    @Test
    @Order(3)
    void bothKeysInTheHsmNeverLeaveIt() {
        assertThat(installation
                        .hsm()
                        .run(
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
                .containsOnlyOnce(next(INTO_HSM))
                .containsOnlyOnce(OUT_OF_HSM)
                .containsPattern("(?s)never extractable.*never extractable");
    }

    @ParameterizedTest
    @ValueSource(strings = {INTO_HSM, OUT_OF_HSM})
    @Order(4)
    void eachKeySignsItsOwnCrl(String service) throws Exception {
        try (ConfigurableApplicationContext context = installation.service()) {
            IssuedCertificate byNew = context.getBean(Certificates.class).issue(order(service));

            assertShown(context, OLD.get(service), service);
            assertShown(context, byNew, next(service));
        }
        assertThat(installation.run("ca", "status")).as(installation.output()).isZero();
    }

    /** What is signed with keys in files goes on while the HSM is away, and the rest when it is back, in the same process. */
    @Test
    @Order(5)
    void onlyTheKeysInTheHsmAreAwayWithIt() throws Exception {
        try (ConfigurableApplicationContext context = installation.service()) {
            Crls crls = context.getBean(Crls.class);
            installation.hsm().kill();

            for (String inHsm : new String[] {next(INTO_HSM), OUT_OF_HSM}) {
                assertThatThrownBy(() -> inTransaction(context, () -> crls.sign(crls.request(inHsm))))
                        .isInstanceOf(Outage.class);
            }
            for (String inFile : new String[] {INTO_HSM, next(OUT_OF_HSM)}) {
                inTransaction(context, () -> crls.sign(crls.request(inFile)));
            }

            installation.hsm().start();
            for (String inHsm : new String[] {next(INTO_HSM), OUT_OF_HSM}) {
                await().atMost(RECOVERY)
                        .ignoreExceptionsInstanceOf(Outage.class)
                        .until(
                                () -> inTransaction(context, () -> crls.sign(crls.request(inHsm))),
                                signed -> signed.key().caId().equals(inHsm));
            }
        }
    }

    /** Nothing vouches for a key that is not trusted any more, and it vouches for nothing. */
    @Test
    @Order(6)
    void theKeyBehindACompromisedOneStandsAlone() {
        String compromised = next(OUT_OF_HSM);
        String fresh = OUT_OF_HSM + "-k3";
        try (ConfigurableApplicationContext context = installation.service()) {
            inTransaction(context, () -> {
                context.getBean(CompromisedAuthorities.class).declare(compromised, "鍵のファイルが持ち出された");
                return true;
            });
        }
        installation.keyInFile(fresh);

        assertThat(installation.ceremony("ca", "rollover", "--service", OUT_OF_HSM))
                .as(installation.output())
                .isZero();

        try (ConfigurableApplicationContext context = installation.service()) {
            Authorities authorities = context.getBean(Authorities.class);
            assertThat(authorities.current(OUT_OF_HSM).orElseThrow().id()).isEqualTo(fresh);
            assertThat(authorities.newWithOld(fresh)).isEmpty();
            assertThat(authorities.oldWithNew(fresh)).isEmpty();
            assertThat(context.getBean(Certificates.class)
                            .issue(order(OUT_OF_HSM))
                            .caId())
                    .isEqualTo(fresh);
        }
        assertThat(installation.ceremony("ca", "rollover", "--service", OUT_OF_HSM))
                .as("it does not look like a ceremony that broke off")
                .isEqualTo(RefusalPrinter.REFUSED);
        assertThat(installation.output()).contains("hakko.ca.diacert-plus-k4.keystore");
    }

    /** It is revoked, and stands on the CRL of the key that signed it, which openssl accepts. */
    private static void assertShown(ConfigurableApplicationContext context, IssuedCertificate certificate, String caId)
            throws Exception {
        Crls crls = context.getBean(Crls.class);
        CrlKey key = inTransaction(context, () -> {
            context.getBean(Certificates.class)
                    .revoke(new RevokeCertificate(
                            certificate.serial(), reason(certificate), Optional.of(1), "紛失", false));
            return crls.sign(crls.request(certificate.caId())).key();
        });
        Der crl = crls.find(key).orElseThrow().content().read();
        Files.write(home.resolve("shown.crl"), crl.bytes());
        Openssl openssl = new Openssl(home);
        Der authority = authority(context.getBean(Authorities.class), caId);
        openssl.pem("x509", authority, "signer.pem");

        assertThat(key.caId()).isEqualTo(caId);
        assertThat(openssl.run("crl", "-inform", "DER", "-in", "shown.crl", "-CAfile", "signer.pem", "-noout", "-text")
                        .output())
                .contains("verify OK")
                .containsIgnoringCase(certificate.serial().hex());
        assertThat(openssl.verify(authority, certificate.der(), crl, Instant.now())
                        .output())
                .contains("certificate revoked");
    }

    private static String reason(IssuedCertificate certificate) {
        return certificate.profile().id().equals(INTO_HSM) ? "A-S1" : "B-S3";
    }

    private static Der authority(Authorities authorities, String caId) {
        return authorities.find(caId).map(Authority::certificate).orElseThrow();
    }

    private static String verify(Openssl openssl, String trusted, String... rest) throws Exception {
        String[] arguments = new String[rest.length + 4];
        System.arraycopy(new String[] {"verify", "-x509_strict", "-CAfile", trusted}, 0, arguments, 0, 4);
        System.arraycopy(rest, 0, arguments, 4, rest.length);
        return openssl.run(arguments).output();
    }

    private static IssueCertificate order(String service) {
        IssueCertificate order = Orders.anOrder();
        return service.equals(INTO_HSM)
                ? order
                : new IssueCertificate(
                        Orders.anApplication("DP"),
                        order.card(),
                        new ProfileRef(OUT_OF_HSM, LocalDate.of(2025, 4, 1)),
                        order.subject(),
                        order.companyKey(),
                        order.publicKey(),
                        "1y");
    }

    private static <T> T inTransaction(ConfigurableApplicationContext context, Supplier<T> work) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).execute(status -> work.get());
    }
}
