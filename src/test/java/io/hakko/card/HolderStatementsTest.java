package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.integration.CmsSignedData;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only what the holder of exactly this certificate has signed, about this card and not long ago, is believed. */
class HolderStatementsTest {

    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final CardNumber CARD = CardNumber.of("1101", 7);
    private static final KeyPair HOLDER = pair();
    private static final KeyPair OTHER = pair();
    private static final IssuedCertificate ISSUED = issued(HOLDER, 0xABCDEF, CARD);

    private final CmsSignedData cms = new CmsSignedData();
    private final HolderStatements statements = new HolderStatements(cms);

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static IssuedCertificate issued(KeyPair pair, long serial, CardNumber card) {
        try {
            Instant from = NOW.minus(Duration.ofDays(10));
            Instant to = NOW.plus(Duration.ofDays(390));
            X500Name issuer = new X500Name("C=JP,O=Example CA");
            byte[] der = new JcaX509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(serial),
                            Date.from(from),
                            Date.from(to),
                            new X500Name("C=JP,CN=Hakko Hanako"),
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(OTHER.getPrivate()))
                    .getEncoded();
            return new IssuedCertificate(
                    new CertificateSerial(BigInteger.valueOf(serial)),
                    "aosign-g2",
                    ApplicationNumber.of("AO", 2026, 1),
                    card,
                    StationBench.PROFILE,
                    StationBench.PRODUCT,
                    from,
                    to,
                    Der.of(der),
                    IssuedCertificate.State.ISSUED,
                    Optional.empty());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HolderStatement receipt(CardNumber card, Instant date) {
        return new HolderStatement(
                HolderStatement.Kind.RECEIPT, card, ISSUED.serial(), date, Optional.empty(), "受領しました。");
    }

    private static HolderStatement revocation() {
        return new HolderStatement(
                HolderStatement.Kind.REVOCATION_REQUEST, CARD, ISSUED.serial(), NOW, Optional.of("A-S1"), "失効を申請します。");
    }

    private static byte[] rsa(KeyPair key, byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] signed(HolderStatement statement, KeyPair key) {
        return statements
                .sign(statement, ISSUED.der(), message -> rsa(key, message))
                .bytes();
    }

    private HolderStatement verified(byte[] message, HolderStatement.Kind kind) {
        return statements.verified(message, kind, ISSUED, NOW, OLDEST);
    }

    private void assertRefused(byte[] message, HolderRefusal code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> verified(message, HolderStatement.Kind.RECEIPT))
                .satisfies(refusal ->
                        assertThat(refusal.violations().get(0).code()).isEqualTo(code));
    }

    @Test
    void whatTheHolderSignedComesBackAsItWas() {
        HolderStatement receipt = receipt(CARD, NOW);
        assertThat(verified(signed(receipt, HOLDER), HolderStatement.Kind.RECEIPT))
                .isEqualTo(receipt);
        HolderStatement request = revocation();
        assertThat(verified(signed(request, HOLDER), HolderStatement.Kind.REVOCATION_REQUEST))
                .isEqualTo(request);
    }

    @Test
    void aReceiptIsNoRequestOfRevocationAndNoneIsAReceipt() {
        assertRefused(signed(revocation(), HOLDER), HolderRefusal.STATEMENT_MALFORMED);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> verified(signed(receipt(CARD, NOW), HOLDER), HolderStatement.Kind.REVOCATION_REQUEST));
    }

    @Test
    void everyByteCounts() {
        byte[] message = signed(receipt(CARD, NOW), HOLDER);
        int refused = 0;
        for (int at = 0; at < message.length; at++) {
            byte[] forged = message.clone();
            forged[at] ^= 0x01;
            refused += refuses(forged) ? 1 : 0;
        }
        // The certificates inside are not used, and so nor are their bytes; everything else is.
        assertThat(refused).isGreaterThanOrEqualTo(message.length - ISSUED.der().length());
    }

    private boolean refuses(byte[] message) {
        try {
            return !verified(message, HolderStatement.Kind.RECEIPT).equals(receipt(CARD, NOW));
        } catch (Refusal refused) {
            return true;
        }
    }

    @Test
    void aChangedWordIsForged() {
        byte[] message = signed(receipt(CARD, NOW), HOLDER);
        byte[] word = "受領".getBytes(StandardCharsets.UTF_8);
        byte[] other = "拒否".getBytes(StandardCharsets.UTF_8);
        int at = indexOf(message, word);
        System.arraycopy(other, 0, message, at, other.length);
        assertRefused(message, HolderRefusal.STATEMENT_FORGED);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void aShortenedOrLengthenedMessageIsMalformed() {
        byte[] message = signed(receipt(CARD, NOW), HOLDER);
        for (int length = 0; length < message.length; length += 7) {
            assertRefused(Arrays.copyOf(message, length), HolderRefusal.STATEMENT_MALFORMED);
        }
        assertRefused(Arrays.copyOf(message, message.length + 1), HolderRefusal.STATEMENT_MALFORMED);
        assertRefused(Arrays.copyOf(message, 70_000), HolderRefusal.STATEMENT_MALFORMED);
        assertRefused("受領しました".getBytes(StandardCharsets.UTF_8), HolderRefusal.STATEMENT_MALFORMED);
    }

    @Test
    void anotherKeyUnderTheHoldersNameIsForged() {
        assertRefused(signed(receipt(CARD, NOW), OTHER), HolderRefusal.STATEMENT_FORGED);
    }

    @Test
    void anotherHolderIsAnotherSigner() {
        IssuedCertificate another = issued(OTHER, 0xABCDF0, CARD);
        byte[] message = statements
                .sign(receipt(CARD, NOW), another.der(), bytes -> rsa(OTHER, bytes))
                .bytes();
        assertRefused(message, HolderRefusal.STATEMENT_OTHER_SIGNER);
    }

    @Test
    void aCertificateOfTheSameNameNumberAndKeyIsAnotherSigner() {
        IssuedCertificate twin = issued(HOLDER, 0xABCDEF, CARD);
        Der later = Der.of(twinWithOtherValidity());
        assertThat(later).isNotEqualTo(twin.der());
        byte[] message = statements
                .sign(receipt(CARD, NOW), later, bytes -> rsa(HOLDER, bytes))
                .bytes();
        assertRefused(message, HolderRefusal.STATEMENT_OTHER_SIGNER);
    }

    private static byte[] twinWithOtherValidity() {
        try {
            return new JcaX509v3CertificateBuilder(
                            new X500Name("C=JP,O=Example CA"),
                            BigInteger.valueOf(0xABCDEF),
                            Date.from(NOW.minus(Duration.ofDays(20))),
                            Date.from(NOW.plus(Duration.ofDays(20))),
                            new X500Name("C=JP,CN=Hakko Hanako"),
                            HOLDER.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(OTHER.getPrivate()))
                    .getEncoded();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatSpeaksOfAnotherCardOrCertificateIsRefused() {
        assertRefused(signed(receipt(CardNumber.of("1101", 8), NOW), HOLDER), HolderRefusal.STATEMENT_OTHER_CARD);
        HolderStatement otherSerial = new HolderStatement(
                HolderStatement.Kind.RECEIPT, CARD, CertificateSerial.ofHex("01"), NOW, Optional.empty(), "受領");
        assertRefused(signed(otherSerial, HOLDER), HolderRefusal.STATEMENT_OTHER_CARD);
    }

    @Test
    void freshnessHasTwoEnds() {
        assertThat(verified(signed(receipt(CARD, NOW.minus(OLDEST)), HOLDER), HolderStatement.Kind.RECEIPT))
                .isNotNull();
        assertRefused(
                signed(receipt(CARD, NOW.minus(OLDEST).minusSeconds(1)), HOLDER), HolderRefusal.STATEMENT_TOO_OLD);
        assertThat(verified(
                        signed(receipt(CARD, NOW.plus(Duration.ofMinutes(10))), HOLDER), HolderStatement.Kind.RECEIPT))
                .isNotNull();
        assertRefused(
                signed(receipt(CARD, NOW.plus(Duration.ofMinutes(10)).plusSeconds(1)), HOLDER),
                HolderRefusal.STATEMENT_FROM_FUTURE);
    }

    /** Signed by the holder, and yet no statement. */
    static List<String> noStatements() {
        String good = "\"statement\":\"receipt\",\"version\":1,\"cardNumber\":\"%s\",\"certificateSerial\":\"ABCDEF\","
                        .formatted(CARD)
                + "\"date\":\"2026-11-29T03:00:00Z\"";
        return List.of(
                "",
                "受領しました",
                "[]",
                "{" + good + "}",
                "{" + good + ",\"text\":\"x\",\"more\":1}",
                "{" + good + ",\"text\":\"x\",\"text\":\"y\"}",
                "{" + good + ",\"text\":7}",
                "{" + good + ",\"text\":\"x\"}{}",
                "{" + good.replace("\"version\":1", "\"version\":2") + ",\"text\":\"x\"}",
                "{" + good.replace("\"version\":1", "\"version\":\"1\"") + ",\"text\":\"x\"}",
                "{" + good.replace(CARD.value(), "1101000000000001") + ",\"text\":\"x\"}",
                "{" + good.replace("ABCDEF", "-1") + ",\"text\":\"x\"}",
                "{" + good.replace("2026-11-29T03:00:00Z", "29.11.2026") + ",\"text\":\"x\"}");
    }

    @ParameterizedTest
    @MethodSource("noStatements")
    void wrongContentIsMalformedHoweverWellItIsSigned(String content) {
        byte[] message = cms.sign(
                        content.getBytes(StandardCharsets.UTF_8), ISSUED.der(), NOW, bytes -> rsa(HOLDER, bytes))
                .bytes();
        assertRefused(message, HolderRefusal.STATEMENT_MALFORMED);
    }

    @Test
    void anotherContentTypeIsMalformed() throws Exception {
        byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
        CMSSignedData typed = made(
                generator -> generator.build(sha256(), holder()),
                new CMSProcessableByteArray(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.4"), content),
                true);
        assertRefused(typed.getEncoded(), HolderRefusal.STATEMENT_MALFORMED);
    }

    @Test
    void aDetachedSignatureIsMalformed() throws Exception {
        CMSSignedData detached = made(
                generator -> generator.build(sha256(), holder()), new CMSProcessableByteArray(new byte[] {1}), false);
        assertRefused(detached.getEncoded(), HolderRefusal.STATEMENT_MALFORMED);
    }

    @Test
    void aSignatureWithoutAttributesIsMalformed() throws Exception {
        CMSSignedData direct = made(
                generator -> generator.setDirectSignature(true).build(sha256(), holder()),
                new CMSProcessableByteArray(new byte[] {1}),
                true);
        assertRefused(direct.getEncoded(), HolderRefusal.STATEMENT_MALFORMED);
    }

    @Test
    void aSignatureThatDoesNotNameItsCertificateIsAnotherSigner() throws Exception {
        CMSSignedData unnamed = made(
                generator -> generator.build(sha256(), holder()), new CMSProcessableByteArray(new byte[] {1}), true);
        assertRefused(unnamed.getEncoded(), HolderRefusal.STATEMENT_OTHER_SIGNER);
    }

    @Test
    void twoSignersAreMalformed() throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        for (KeyPair key : List.of(HOLDER, OTHER)) {
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate()),
                                    new X509CertificateHolder(ISSUED.der().bytes())));
        }
        assertRefused(
                generator
                        .generate(new CMSProcessableByteArray(new byte[] {1}), true)
                        .getEncoded(),
                HolderRefusal.STATEMENT_MALFORMED);
    }

    private static org.bouncycastle.operator.ContentSigner sha256() {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(HOLDER.getPrivate());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509CertificateHolder holder() {
        try {
            return new X509CertificateHolder(ISSUED.der().bytes());
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private interface Make {
        SignerInfoGenerator by(SignerInfoGeneratorBuilder generator) throws Exception;
    }

    private static CMSSignedData made(Make make, org.bouncycastle.cms.CMSTypedData content, boolean inside)
            throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                make.by(new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())));
        return generator.generate(content, inside);
    }
}
