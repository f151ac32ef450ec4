package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.CaTestContext.Trail;
import io.hakko.calendar.MovableClock;
import io.hakko.shared.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Orders that an installation with a list of known keys refuses, and such as come when the authority is about to end. */
@CaTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KnownKeysAndLateOrdersTest {

    private static final PublicKeyInfo KNOWN = Orders.aKey();

    @TempDir
    private static Path folder;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Authorities authorities;

    @Autowired
    private Trail trail;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    /** The line is made from what OpenSSL prints, as the lists were made. */
    @DynamicPropertySource
    static void knownKeys(DynamicPropertyRegistry properties) {
        properties.add("hakko.known-key-lists", () -> {
            try {
                Files.write(folder.resolve("key.der"), KNOWN.der().bytes());
                String modulus = new Openssl(folder)
                        .run("rsa", "-pubin", "-inform", "DER", "-in", "key.der", "-noout", "-modulus")
                        .output();
                String hash = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(modulus.getBytes("US-ASCII")));
                Path list = folder.resolve("blacklist.RSA-2048");
                Files.writeString(list, "# known keys\n0123456789abcdef0123\n" + hash.substring(20) + "\n");
                return list.toString();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void refusesAKeyThatOthersKnow() {
        IssueCertificate order = Orders.anOrder(Orders.anApplication(), Orders.aCard(), KNOWN);

        assertThatThrownBy(() -> certificates.issue(order))
                .isInstanceOf(Refusal.class)
                .hasMessage("/publicKey ca.keyKnown");

        assertNothingCameOf(order);
    }

    /** Before the clock moves: it does not go back. */
    @Test
    @Order(1)
    void certifiesKeysThatAreOnNoList() throws Exception {
        IssuedCertificate issued = certificates.issue(Orders.anOrder());

        assertThat(read(issued).getVersion()).isEqualTo(3);
    }

    @Test
    void refusesAValidityBeyondTheAuthoritysOwn() {
        IssueCertificate late = Orders.anOrder();
        clock.moveTo(authorities.find("aosign-g2").orElseThrow().notAfter().minus(Duration.ofDays(100)));

        assertThatThrownBy(() -> certificates.issue(late))
                .isInstanceOf(Refusal.class)
                .hasMessage("/product ca.validityNotAllowed");

        assertNothingCameOf(late);
    }

    private void assertNothingCameOf(IssueCertificate order) {
        assertThat(jdbc.sql("SELECT count(*) FROM ca.certificate WHERE application = :application")
                        .param("application", order.application().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(trail.eventsOf(order.application().value())).containsExactly("certificate.refused");
    }

    private static X509Certificate read(IssuedCertificate issued) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(issued.der().bytes()));
    }
}
