package io.hakko.repository.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
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

    private static final CertificateSerial EXPIRED = CertificateSerial.ofHex("41");
    private static final CertificateSerial LONG = CertificateSerial.ofHex("7F00000000000000000000000000000000000001");
    private static final List<Revoked> REVOKED = List.of(new Revoked(FIRST, true), new Revoked(SECOND, true));

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

    @Test
    void countsWhatItHasSeen() throws Exception {
        List<Revoked> revoked = List.of(new Revoked(EXPIRED, false), new Revoked(FIRST, true), new Revoked(LONG, true));

        assertThat(check(crl(7, FIRST, LONG), 7, LastPublished.NONE, revoked)).isEqualTo(new Passed(2, 3));
        assertThat(check(crl(7, EXPIRED, FIRST, LONG), 7, LastPublished.NONE, revoked))
                .isEqualTo(new Passed(3, 3));
        assertThat(check(crl(7), 7, LastPublished.NONE, List.of())).isEqualTo(new Passed(0, 0));
    }

    @Test
    void keepsBackACrlWithACertificateThatIsNotRevokedOrTwice() throws Exception {
        assertThatThrownBy(() -> check(crl(7, FIRST, LONG, SECOND), 7, 6)).hasMessageContaining("is not revoked");
        assertThatThrownBy(() -> check(crl(7, FIRST, FIRST, SECOND), 7, 6)).hasMessageContaining("is not revoked");
        assertThatThrownBy(() -> check(crl(7, SECOND, FIRST), 7, 6)).hasMessageContaining("another order");
    }

    @Test
    void keepsBackACrlWhenRevocationsHaveVanished() throws Exception {
        LastPublished last = new LastPublished(6, NOW.minusSeconds(500), 3);

        assertThatThrownBy(() -> check(crl(7, FIRST, SECOND), 7, last, REVOKED))
                .hasMessageContaining("knows 2 revocations, but 3 when CRL 6 was published");
    }

    /** A clock that was set back: the CRL is as old as the last one and no older. */
    @Test
    void thisUpdateNeverGoesBack() throws Exception {
        Instant later = NOW.plusSeconds(3600);
        Der same = crl(NAME, pair, 7, later, later.plus(Duration.ofDays(2)), FIRST, SECOND);

        assertThatCode(() -> check(same, 7, new LastPublished(6, later, 2), REVOKED))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(crl(7, FIRST, SECOND), 7, new LastPublished(6, later, 2), REVOKED))
                .hasMessageContaining("lies before that of the published 6");
    }

    @Test
    void keepsBackAnotherScope() throws Exception {
        Der arl = crl(builder -> builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, true, null, false, false)));
        Der usersOnly = crl(builder -> builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, true, false, null, false, false)));

        assertThatCode(() -> checkArl(arl)).doesNotThrowAnyException();
        assertThatThrownBy(() -> checkArl(usersOnly)).hasMessageContaining("list of authorities");
        assertThatThrownBy(() -> checkArl(crl(7))).hasMessageContaining("list of authorities");
        assertThatThrownBy(() -> check(arl, 7, LastPublished.NONE, List.of())).hasMessageContaining("complete");
    }

    @Test
    void keepsBackUnknownCriticalExtensions() throws Exception {
        Der delta = crl(builder ->
                builder.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(3))));

        assertThatThrownBy(() -> check(delta, 7, LastPublished.NONE, List.of()))
                .hasMessageContaining("critical extension");
    }

    /** Cut off anywhere, or one octet changed anywhere: never let through, and never anything but a refusal. */
    @Test
    void keepsBackEverythingElse() throws Exception {
        byte[] good = crl(7, FIRST, SECOND).bytes();
        for (int length = 1; length < good.length; length++) {
            Der cut = Der.of(Arrays.copyOf(good, length));
            assertThatThrownBy(() -> check(cut, 7, 6)).isInstanceOf(PublicationGateException.class);
        }
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= (byte) (1 << (at % 8));
            Der other = Der.of(changed);
            assertThatThrownBy(() -> check(other, 7, 6))
                    .as("octet %d", at)
                    .isInstanceOf(PublicationGateException.class);
        }
        Der longer = Der.of(Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> check(longer, 7, 6)).hasMessageContaining("cannot be read");
    }

    @Test
    void readsSerialsOfEveryLengthAndManyEntries() throws Exception {
        List<Revoked> revoked = new ArrayList<>();
        for (int octets = 1; octets <= 20; octets++) {
            for (int i = 0; i < 150; i++) {
                BigInteger serial = BigInteger.ONE.shiftLeft(8 * octets - 2).add(BigInteger.valueOf(i % 60));
                Revoked next = new Revoked(new CertificateSerial(serial), true);
                if (!revoked.contains(next)) {
                    revoked.add(next);
                }
            }
        }
        CertificateSerial[] serials = revoked.stream().map(Revoked::serial).toArray(CertificateSerial[]::new);

        assertThat(check(crl(7, serials), 7, LastPublished.NONE, revoked).entries())
                .isEqualTo(revoked.size());
    }

    private static void checkArl(Der arl) {
        PublicationGate.check(
                new Candidate(
                        7,
                        Candidate.Scope.AUTHORITIES,
                        DerContent.of(arl),
                        authority,
                        LastPublished.NONE,
                        Collections.emptyIterator()),
                NOW);
    }

    private static void check(Der crl, long number, long lastPublished) {
        check(crl, number, new LastPublished(lastPublished, NOW.minusSeconds(500), 2), REVOKED);
    }

    private static Passed check(Der crl, long number, LastPublished last, List<Revoked> revoked) {
        return PublicationGate.check(
                new Candidate(
                        number, Candidate.Scope.EVERYTHING, DerContent.of(crl), authority, last, revoked.iterator()),
                NOW);
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

    /** Puts something into a CRL. */
    private interface Addition {
        void to(X509v2CRLBuilder builder) throws Exception;
    }

    private static Der crl(Addition addition) throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(NAME, Date.from(NOW));
        builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(2))));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(7)));
        addition.to(builder);
        return Der.of(builder.build(signer(pair)).getEncoded());
    }

    private static ContentSigner signer(KeyPair key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate());
    }
}
