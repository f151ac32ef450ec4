package io.hakko.ca.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modifiers, validators and enforcers, each by itself. */
class CertificateComposerTest {

    private static final ZonedDateTime ISSUE =
            ZonedDateTime.of(2026, 11, 24, 10, 30, 15, 987_000_000, ZoneId.of("Asia/Tokyo"));
    private static final CertificateRules RULES = new CertificateRules(
            "aosign-g2",
            CertificateRulesOfTests.SUBJECT,
            CertificateRulesOfTests.ALTERNATIVE_NAME,
            "SHA256withRSA",
            2048,
            new CertificatePolicy("2.999.1.1", "https://repository.example.jp/cps.html"),
            List.of(
                    "http://repository.example.jp/aosign-g2/crl.crl",
                    "ldap://ldap.example.jp/cn=x?certificateRevocationList"),
            List.of("http://repository.example.jp/aosign-g2/ca.crt"),
            Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION),
            Set.of(Item.NAME, Item.ROMAJI_NAME));

    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private static Der key;

    private final Map<Item, String> items = new EnumMap<>(Item.class);
    private ZonedDateTime notAfter = ISSUE.plusYears(5).minusSeconds(1);
    private ZonedDateTime authorityNotBefore = ISSUE.minusYears(1);
    private ZonedDateTime authorityNotAfter = ISSUE.plusYears(15);
    private Der publicKey = key;

    @BeforeAll
    static void makeKey() throws Exception {
        key = rsa(2048);
    }

    CertificateComposerTest() {
        items.put(Item.ROMAJI_NAME, "Yamada Taro");
        items.put(Item.NAME, "山田　太郎");
    }

    @Test
    void subjectModifierWritesRomajiAndApplicationNumber() {
        CertificateDraft draft = new SubjectModifier().fill(CertificateDraft.of(request()), request());

        assertThat(draft.subject())
                .containsExactly(
                        new NameAttribute(NameAttribute.Type.COUNTRY, "JP"),
                        new NameAttribute(NameAttribute.Type.COMMON_NAME, "Yamada Taro"),
                        new NameAttribute(NameAttribute.Type.SERIAL_NUMBER, "AO-2026-000001"));
    }

    @Test
    void subjectModifierWritesTheHomeAddressOnlyWhenRequested() {
        items.put(Item.ROMAJI_ADDRESS, "1-2-3 Kasumigaseki, Chiyoda-ku, Tokyo");

        CertificateDraft draft = new SubjectModifier().fill(CertificateDraft.of(request()), request());

        assertThat(draft.subject())
                .contains(new NameAttribute(NameAttribute.Type.STREET, "1-2-3 Kasumigaseki, Chiyoda-ku, Tokyo"));
    }

    @Test
    void alternativeNameModifierWritesTheJapaneseItems() {
        items.put(Item.COMPANY_NAME, "株式会社あおば建設");
        items.put(Item.HEAD_OFFICE, "東京都港区１～２");
        items.put(Item.CORPORATE_NUMBER, "7123456789012");
        items.put(Item.POWER_OF_REPRESENTATION, "入札に関する一切の件");

        CertificateDraft draft = new AlternativeNameModifier().fill(CertificateDraft.of(request()), request());

        assertThat(draft.alternativeName())
                .containsExactly(
                        new NameAttribute(NameAttribute.Type.COUNTRY, "JP"),
                        new NameAttribute(NameAttribute.Type.LOCALITY, "東京都港区１〜２"),
                        new NameAttribute(NameAttribute.Type.ORGANIZATION, "株式会社あおば建設"),
                        new NameAttribute(NameAttribute.Type.ORGANIZATION_IDENTIFIER, "7123456789012"),
                        new NameAttribute(NameAttribute.Type.COMMON_NAME, "山田　太郎"),
                        new NameAttribute(NameAttribute.Type.DESCRIPTION, "入札に関する一切の件"));
    }

    @Test
    void alternativeNameModifierLeavesOutWhatIsNotRecorded() {
        CertificateDraft draft = new AlternativeNameModifier().fill(CertificateDraft.of(request()), request());

        assertThat(draft.alternativeName())
                .extracting(NameAttribute::type)
                .containsExactly(NameAttribute.Type.COUNTRY, NameAttribute.Type.COMMON_NAME);
    }

    @Test
    void requiredItemsValidatorMissesAnItem() {
        items.remove(Item.NAME);

        assertThat(codes(new RequiredItemsValidator())).containsExactly("/subject/name ITEM_MISSING");
    }

    @ParameterizedTest
    @CsvSource({"NAME,髙橋", "COMPANY_NAME,㈱あおば", "HEAD_OFFICE,Ⅱ号館", "POWER_OF_REPRESENTATION,①入札"})
    void repertoireValidatorRefusesCharactersOutsideJisX0208(Item item, String text) {
        items.put(item, text);

        assertThat(codes(new RepertoireValidator())).containsExactly(item.pointer() + " CHARACTER_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ōno Taro", "山田", "a@b", "x*y", "O\tTaro"})
    void repertoireValidatorRefusesWhatIsNoPrintableStringInRomaji(String romaji) {
        items.put(Item.ROMAJI_NAME, romaji);

        assertThat(codes(new RepertoireValidator())).containsExactly("/subject/romajiName CHARACTER_NOT_ALLOWED");
    }

    @Test
    void repertoireValidatorAcceptsWindowsKeyboards() {
        items.put(Item.HEAD_OFFICE, "港区１－２～３");

        assertThat(codes(new RepertoireValidator())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NAME,64", "COMPANY_NAME,64", "HEAD_OFFICE,128", "ROMAJI_ADDRESS,128", "POWER_OF_REPRESENTATION,1024"})
    void itemLengthValidatorKnowsTheUpperBounds(Item item, int limit) {
        items.put(item, "a".repeat(limit));
        assertThat(codes(new ItemLengthValidator())).isEmpty();

        items.put(item, "a".repeat(limit + 1));
        assertThat(codes(new ItemLengthValidator())).containsExactly(item.pointer() + " ITEM_LENGTH");
    }

    @Test
    void itemLengthValidatorRefusesBlankItems() {
        items.put(Item.COMPANY_NAME, " ");

        assertThat(codes(new ItemLengthValidator())).containsExactly("/subject/companyName ITEM_LENGTH");
    }

    @Test
    void subjectKeyValidatorAcceptsTheKeyOfTheProfile() {
        assertThat(codes(new SubjectKeyValidator())).isEmpty();
    }

    @Test
    void subjectKeyValidatorRefusesAnotherLength() throws Exception {
        publicKey = rsa(1024);

        assertThat(codes(new SubjectKeyValidator())).containsExactly("/publicKey KEY_LENGTH");
    }

    @Test
    void subjectKeyValidatorRefusesAnotherAlgorithm() throws Exception {
        publicKey = Der.of(
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded());

        assertThat(codes(new SubjectKeyValidator())).containsExactly("/publicKey KEY_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "17", "65535", "65538", "65536"})
    void subjectKeyValidatorRefusesASmallOrEvenExponent(String exponent) throws Exception {
        publicKey = encoded(product(), new BigInteger(exponent));

        assertThat(codes(new SubjectKeyValidator())).containsExactly("/publicKey KEY_EXPONENT");
    }

    @Test
    void subjectKeyValidatorRefusesALongExponent() throws Exception {
        publicKey = encoded(product(), BigInteger.ONE.shiftLeft(256).add(BigInteger.ONE));

        assertThat(codes(new SubjectKeyValidator())).containsExactly("/publicKey KEY_EXPONENT");
    }

    /** Bytes cut off, added or changed: never an exception, and never a key that was not meant. */
    @Test
    void subjectKeyValidatorRefusesWhatIsNoKey() {
        byte[] good = key.bytes();
        Random random = new Random(20261129);
        for (int round = 0; round < 2000; round++) {
            byte[] bad = Arrays.copyOf(good, round % 3 == 0 ? 1 + random.nextInt(good.length + 20) : good.length);
            int changes = bad.length == good.length ? 1 + random.nextInt(3) : 0;
            for (int change = 0; change < changes; change++) {
                bad[random.nextInt(30)] ^= (byte) (1 << random.nextInt(8));
            }
            if (!Arrays.equals(bad, good)) {
                publicKey = Der.of(bad);
                assertThat(codes(new SubjectKeyValidator()))
                        .as("round %d", round)
                        .isNotEmpty();
                assertThat(codes(new WeakKeyValidator())).isNotNull();
            }
        }
    }

    /** A request (PKCS#10) is no public key: nothing of it is believed. */
    @Test
    void subjectKeyValidatorRefusesACertificationRequest() {
        byte[] spki = key.bytes();
        byte[] request = new byte[spki.length + 8];
        System.arraycopy(new byte[] {0x30, (byte) 0x82, 1, 42, 2, 1, 0, 0x30}, 0, request, 0, 8);
        System.arraycopy(spki, 0, request, 8, spki.length);
        publicKey = Der.of(request);

        assertThat(codes(new SubjectKeyValidator())).containsExactly("/publicKey KEY_MALFORMED");
    }

    @Test
    void weakKeyValidatorAcceptsOrdinaryKeys() throws Exception {
        for (int i = 0; i < 5; i++) {
            publicKey = rsa(2048);
            assertThat(codes(new WeakKeyValidator())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 743, 751})
    void weakKeyValidatorRefusesASmallFactor(int factor) throws Exception {
        BigInteger small = BigInteger.valueOf(factor);
        publicKey = encoded(product().divide(small).multiply(small), EXPONENT);

        assertThat(codes(new WeakKeyValidator())).containsExactly("/publicKey KEY_SMALL_FACTOR");
    }

    @Test
    void weakKeyValidatorRefusesASquare() throws Exception {
        publicKey = encoded(prime().pow(2), EXPONENT);

        assertThat(codes(new WeakKeyValidator())).containsExactly("/publicKey KEY_CLOSE_PRIMES");
    }

    @Test
    void weakKeyValidatorRefusesClosePrimes() throws Exception {
        BigInteger prime = prime();
        publicKey = encoded(prime.multiply(prime.nextProbablePrime()), EXPONENT);

        assertThat(codes(new WeakKeyValidator())).containsExactly("/publicKey KEY_CLOSE_PRIMES");
    }

    /** Primes as the library of CVE-2017-15361 made them: k * M + (65537^a mod M), M the product of the first primes. */
    @Test
    void weakKeyValidatorRefusesTheKeysOfRoca() throws Exception {
        publicKey = encoded(rocaPrime(1).multiply(rocaPrime(2)), EXPONENT);

        assertThat(codes(new WeakKeyValidator())).containsExactly("/publicKey KEY_PREDICTABLE");
    }

    private static BigInteger rocaPrime(long seed) {
        Random random = new Random(seed);
        BigInteger product = BigInteger.ONE;
        for (BigInteger p = BigInteger.TWO; p.intValue() <= 701; p = p.nextProbablePrime()) {
            product = product.multiply(p);
        }
        BigInteger candidate;
        do {
            BigInteger power = EXPONENT.modPow(new BigInteger(200, random), product);
            BigInteger k = new BigInteger(1024 - product.bitLength(), random).setBit(1023 - product.bitLength());
            candidate = k.multiply(product).add(power);
        } while (!candidate.isProbablePrime(20));
        return candidate;
    }

    @Test
    void validityValidatorAcceptsFiveYearsLessASecondAndRefusesFive() {
        assertThat(codes(new ValidityValidator())).isEmpty();

        notAfter = ISSUE.plusYears(5);
        assertThat(codes(new ValidityValidator())).containsExactly("/product VALIDITY_NOT_ALLOWED");
    }

    @Test
    void validityValidatorRefusesToOutliveTheAuthority() {
        authorityNotAfter = notAfter.minusSeconds(1);

        assertThat(codes(new ValidityValidator())).containsExactly("/product VALIDITY_NOT_ALLOWED");
    }

    @Test
    void validityValidatorRefusesToBeginBeforeTheAuthority() {
        authorityNotBefore = ISSUE.plusSeconds(1);

        assertThat(codes(new ValidityValidator())).containsExactly("/product VALIDITY_NOT_ALLOWED");
    }

    @Test
    void validityValidatorRefusesAnEndBeforeTheBeginning() {
        notAfter = ISSUE;

        assertThat(codes(new ValidityValidator())).containsExactly("/product VALIDITY_NOT_ALLOWED");
    }

    @Test
    void enforcersWriteWhatTheProfileSays() {
        CertificateDraft blank = CertificateDraft.of(request());

        assertThat(new SignatureAlgorithmEnforcer().enforce(blank, RULES).signatureAlgorithm())
                .isEqualTo("SHA256withRSA");
        assertThat(new PolicyEnforcer().enforce(blank, RULES).policy()).contains(RULES.policy());
        assertThat(new DistributionPointEnforcer().enforce(blank, RULES).distributionPoints())
                .isEqualTo(RULES.distributionPoints());
        assertThat(new AuthorityInformationEnforcer().enforce(blank, RULES).caIssuers())
                .isEqualTo(RULES.caIssuers());
    }

    @Test
    void keyUsageEnforcerOverwritesOtherUses() {
        CertificateDraft tampered = CertificateDraft.of(request()).withKeyUsage(Set.of(KeyUse.DIGITAL_SIGNATURE));

        assertThat(new KeyUsageEnforcer().enforce(tampered, RULES).keyUsage())
                .containsExactlyInAnyOrder(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION);
    }

    @Test
    void wholeSecondsEnforcerCutsFractions() {
        CertificateDraft draft = new WholeSecondsEnforcer().enforce(CertificateDraft.of(request()), RULES);

        assertThat(draft.notBefore()).isEqualTo("2026-11-24T01:30:15Z");
        assertThat(draft.notAfter()).isEqualTo("2031-11-24T01:30:14Z");
    }

    @Test
    void composerReportsEverythingAtOnce() {
        items.put(Item.NAME, "髙橋");
        items.put(Item.COMPANY_NAME, "");
        notAfter = ISSUE.plusYears(6);

        assertThatThrownBy(() -> CertificateComposer.compose(request()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::pointer)
                                .containsExactly("/subject/name", "/subject/companyName", "/product"));
    }

    @Test
    void composerHasTheLastWordByEnforcers() {
        CertificateDraft draft = CertificateComposer.compose(request());

        assertThat(draft.keyUsage()).hasSize(2);
        assertThat(draft.policy()).isPresent();
        assertThat(draft.distributionPoints()).hasSize(2);
        assertThat(draft.notBefore()).isEqualTo(ISSUE.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private List<String> codes(Validator validator) {
        return validator.check(CertificateDraft.of(request()), request()).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private IssuanceRequest request() {
        return new IssuanceRequest(
                CertificateSerial.ofHex("40000000000000000000000000000001"),
                ApplicationNumber.of("AO-2026-000001"),
                ISSUE,
                notAfter,
                new RecordedItems(items),
                publicKey,
                RULES,
                authorityNotBefore.toInstant(),
                authorityNotAfter.toInstant());
    }

    private static Der rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return Der.of(generator.generateKeyPair().getPublic().getEncoded());
    }

    private static BigInteger product() {
        return prime().multiply(prime());
    }

    private static BigInteger prime() {
        Random random = new Random();
        BigInteger prime;
        do {
            prime = BigInteger.probablePrime(1024, random);
        } while (!prime.testBit(1022));
        return prime;
    }

    /** By hand, since the platform's key factory refuses some of what is tested here. */
    private static Der encoded(BigInteger modulus, BigInteger exponent) throws Exception {
        byte[] algorithm = HexFormat.of().parseHex("300D06092A864886F70D0101010500");
        byte[] pair = tlv(0x30, join(tlv(2, modulus.toByteArray()), tlv(2, exponent.toByteArray())));
        return Der.of(tlv(0x30, join(algorithm, tlv(3, join(new byte[1], pair)))));
    }

    private static byte[] tlv(int tag, byte[] value) {
        byte[] head = value.length < 128
                ? new byte[] {(byte) tag, (byte) value.length}
                : value.length < 256
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) value.length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (value.length >> 8), (byte) value.length};
        return join(head, value);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
