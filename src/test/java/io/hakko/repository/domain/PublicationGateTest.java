package io.hakko.repository.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublicationGateTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final X500Name NAME = new X500Name("C=JP,CN=Gate Test CA");
    private static final CertificateSerial FIRST = CertificateSerial.ofHex("4000000000000001");
    private static final CertificateSerial SECOND = CertificateSerial.ofHex("4000000000000002");

    private static KeyPair pair;
    private static KeyPair otherPair;
    private static Der authority;

    @BeforeAll
    static void makeAuthority() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        otherPair = generator.generateKeyPair();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                NAME,
                BigInteger.ONE,
                Date.from(NOW.minus(Duration.ofDays(1))),
                Date.from(NOW.plus(Duration.ofDays(1000))),
                NAME,
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        authority = Der.of(builder.build(signer(pair)).getEncoded());
    }

    @Test
    void letsAGoodCrlThrough() throws Exception {
        assertThatCode(() -> check(crl(300, FIRST, SECOND), 300, 299)).doesNotThrowAnyException();
        assertThatCode(() -> check(crl(5, FIRST, SECOND), 5, 0)).doesNotThrowAnyException();
    }

    @Test
    void keepsBackATamperedCrl() throws Exception {
        byte[] bytes = crl(7, FIRST, SECOND).bytes();
        bytes[bytes.length - 300] ^= 1;

        assertThatThrownBy(() -> check(Der.of(bytes), 7, 6)).isInstanceOf(PublicationGateException.class);
    }

    @Test
    void keepsBackACrlOfAnotherKey() throws Exception {
        Der crl = crl(NAME, otherPair, 7, NOW, NOW.plus(Duration.ofDays(2)), FIRST, SECOND);

        assertThatThrownBy(() -> check(crl, 7, 6)).hasMessageContaining("signature does not verify");
    }

    @Test
    void keepsBackACrlOfAnotherIssuer() throws Exception {
        Der crl = crl(new X500Name("C=JP,CN=Other"), pair, 7, NOW, NOW.plus(Duration.ofDays(2)), FIRST, SECOND);

        assertThatThrownBy(() -> check(crl, 7, 6)).hasMessageContaining("another authority");
    }

    @Test
    void keepsBackACrlThatLacksARevokedCertificate() throws Exception {
        assertThatThrownBy(() -> check(crl(7, FIRST), 7, 6))
                .hasMessageContaining("lacks revoked certificates: [" + SECOND.hex() + "]");
        assertThatThrownBy(() -> check(crl(7), 7, 6)).hasMessageContaining("lacks");
    }

    @Test
    void keepsBackACrlWhoseNumberDoesNotGrow() throws Exception {
        assertThatThrownBy(() -> check(crl(7, FIRST, SECOND), 7, 7)).hasMessageContaining("not above");
        assertThatThrownBy(() -> check(crl(7, FIRST, SECOND), 7, 8)).hasMessageContaining("not above");
    }

    @Test
    void keepsBackACrlWithAnotherNumberThanRequested() throws Exception {
        assertThatThrownBy(() -> check(crl(8, FIRST, SECOND), 7, 6)).hasMessageContaining("its number is 8");
    }

    @Test
    void keepsBackAnOutdatedCrlAndOneOfTheFuture() throws Exception {
        Der outdated = crl(NAME, pair, 7, NOW.minusSeconds(200), NOW.minusSeconds(100), FIRST, SECOND);
        Der future = crl(NAME, pair, 7, NOW.plusSeconds(100), NOW.plusSeconds(200), FIRST, SECOND);

        assertThatThrownBy(() -> check(outdated, 7, 6)).hasMessageContaining("nextUpdate has passed");
        assertThatThrownBy(() -> check(future, 7, 6)).hasMessageContaining("future");
    }

    @Test
    void keepsBackWhatIsNoCrl() {
        assertThatThrownBy(() -> check(Der.of(new byte[] {0x30, 0x00}), 7, 6)).hasMessageContaining("cannot be read");
    }

    private static void check(Der crl, long number, long lastPublished) {
        PublicationGate.check(new Candidate(number, crl, authority, lastPublished, List.of(FIRST, SECOND)), NOW);
    }

    private static Der crl(long number, CertificateSerial... serials) throws Exception {
        return crl(NAME, pair, number, NOW, NOW.plus(Duration.ofDays(2)), serials);
    }

    private static Der crl(
            X500Name issuer, KeyPair key, long number, Instant from, Instant to, CertificateSerial... serials)
            throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(from));
        builder.setNextUpdate(Date.from(to));
        for (CertificateSerial serial : serials) {
            builder.addCRLEntry(serial.value(), Date.from(from), 0);
        }
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        return Der.of(builder.build(signer(key)).getEncoded());
    }

    private static ContentSigner signer(KeyPair key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate());
    }
}
