package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.Openssl;
import io.hakko.ca.domain.CertificateComposer;
import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificatePolicy;
import io.hakko.ca.domain.CertificateRules;
import io.hakko.ca.domain.CertificateRulesOfTests;
import io.hakko.ca.domain.CrlDraft;
import io.hakko.ca.domain.CrlScope;
import io.hakko.ca.domain.IssuanceRequest;
import io.hakko.ca.domain.Item;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyUse;
import io.hakko.ca.domain.RecordedItems;
import io.hakko.ca.domain.RevokedEntries;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and CRLs as OpenSSL reads them. */
class KeyStoreSignerTest {

    private static final String CA = "aosign-g2";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZonedDateTime ISSUE = ZonedDateTime.of(2026, 11, 24, 10, 30, 15, 0, TOKYO);
    private static final Instant ISSUED = ISSUE.toInstant();

    private static CaKey ca;
    private static KeyStoreSigner signer;
    private static Der subjectKey;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        ServiceProfile profile = new Profiles().all().get(0);
        DemoCaProperties properties =
                new DemoCaProperties(Path.of(System.getProperty("test.ca", "target/test-ca")), "(DEMO)", 1);
        ca = new DemoKeys(properties, Clock.fixed(ISSUED, TOKYO))
                .key(profile, KeyGeneration.of(profile.ref().id()));
        signer = new KeyStoreSigner(List.of(ca));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        subjectKey = Der.of(generator.generateKeyPair().getPublic().getEncoded());
    }

    @Test
    void opensslVerifiesCertificateAndCrl() throws Exception {
        Der certificate = certificate();
        Der crl = crl(7, List.of());

        Openssl.Result result = new Openssl(folder).verify(authority(), certificate, crl, ISSUED.plusSeconds(60));

        assertThat(result.output()).contains("certificate.pem: OK");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void opensslRefusesTheRevokedCertificate() throws Exception {
        Der crl = crl(8, List.of(signer.encodeRevocation(serial(), ISSUED, Optional.of(1), Optional.empty())));

        Openssl.Result result = new Openssl(folder).verify(authority(), certificate(), crl, ISSUED.plusSeconds(60));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("certificate revoked");
    }

    @Test
    void certificateReadsAsApproved() throws Exception {
        Files.write(folder.resolve("c.der"), certificate().bytes());

        Openssl.Result result = new Openssl(folder)
                .run(
                        "x509",
                        "-inform",
                        "DER",
                        "-in",
                        "c.der",
                        "-noout",
                        "-text",
                        "-nameopt",
                        "utf8,sep_comma_plus_space",
                        "-certopt",
                        "no_pubkey,no_sigdump");

        assertThat(withoutKeys(result.output())).isEqualTo(approved("certificate.txt", withoutKeys(result.output())));
    }

    @Test
    void alternativeNameIsWrittenInUtf8() throws Exception {
        Files.write(folder.resolve("c.der"), certificate().bytes());

        Openssl.Result result = new Openssl(folder)
                .run("asn1parse", "-inform", "DER", "-in", "c.der", "-strparse", offsetOfAlternativeName());

        assertThat(result.output())
                .contains("UTF8STRING        :山田　太郎", "UTF8STRING        :株式会社あおば建設", "organizationIdentifier");
    }

    @Test
    void crlReadsAsApproved() throws Exception {
        Der withReason =
                signer.encodeRevocation(serial(), ISSUED, Optional.of(5), Optional.of(ISSUED.minusSeconds(3600)));
        Der unspecified = signer.encodeRevocation(
                CertificateSerial.ofHex("4000000000000000000000000000000F"),
                ISSUED.plusSeconds(5),
                Optional.empty(),
                Optional.empty());
        Files.write(
                folder.resolve("c.der"),
                crl(300, List.of(withReason, unspecified)).bytes());

        Openssl.Result result = new Openssl(folder)
                .run(
                        "crl",
                        "-inform",
                        "DER",
                        "-in",
                        "c.der",
                        "-noout",
                        "-text",
                        "-nameopt",
                        "utf8,sep_comma_plus_space");

        assertThat(withoutKeys(result.output())).isEqualTo(approved("crl.txt", withoutKeys(result.output())));
    }

    @Test
    void signsTheSameBytesToTheSameCertificate() {
        Der toBeSigned = signer.encode(draft());

        assertThat(signer.sign(CA, toBeSigned)).isEqualTo(signer.sign(CA, toBeSigned));
    }

    @Test
    void writesLateTimesAsGeneralizedTime() throws Exception {
        Der entry = signer.encodeRevocation(
                serial(), Instant.parse("2050-01-01T00:00:00Z"), Optional.empty(), Optional.empty());
        Files.write(folder.resolve("e.der"), entry.bytes());

        Openssl.Result result = new Openssl(folder).run("asn1parse", "-inform", "DER", "-in", "e.der");

        assertThat(result.output()).contains("GENERALIZEDTIME   :20500101000000Z");
    }

    @Test
    void lintFindsWhatWasNotMeant() {
        CertificateDraft meant = draft();
        Der encoded = CertificateEncoder.encode(meant, ca);
        CertificateDraft other = new CertificateDraft(
                CertificateSerial.ofHex("4000000000000000000000000000000A"),
                meant.caId(),
                meant.signatureAlgorithm(),
                meant.notBefore(),
                meant.notAfter().plusSeconds(1),
                meant.subject(),
                meant.alternativeName(),
                meant.publicKey(),
                Set.of(KeyUse.DIGITAL_SIGNATURE),
                meant.policy(),
                meant.distributionPoints(),
                meant.caIssuers());

        assertThatThrownBy(() -> new CertificateLint().check(encoded, other, ca))
                .isInstanceOf(Refusal.class)
                .hasMessage("ca.lint.profileSerialNumber, ca.lint.profileValidity, ca.lint.profileKeyUsage");
    }

    @Test
    void refusesAnAuthorityWithoutKey() {
        assertThatThrownBy(() -> signer.sign("unknown-ca", signer.encode(draft())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unknown-ca");
    }

    @Test
    void demoAuthorityIsMarkedAndBeginsBeforeTheClock() {
        assertThat(ca.certificate().getSubjectX500Principal().getName()).contains("(DEMO)");
        assertThat(ca.certificate().getNotBefore().toInstant()).isBefore(ISSUED.minus(Duration.ofDays(300)));
        assertThat(ca.certificate().getBasicConstraints()).isZero();
    }

    private static CertificateDraft draft() {
        return CertificateComposer.compose(new IssuanceRequest(
                serial(),
                ApplicationNumber.of("AO-2026-000001"),
                ISSUE,
                ISSUE.plusYears(5).minusSeconds(1),
                new RecordedItems(Map.of(
                        Item.ROMAJI_NAME, "Yamada Taro",
                        Item.ROMAJI_ADDRESS, "1-2-3 Kasumigaseki, Chiyoda-ku, Tokyo",
                        Item.NAME, "山田　太郎",
                        Item.COMPANY_NAME, "株式会社あおば建設",
                        Item.HEAD_OFFICE, "東京都港区虎ノ門１−２−３",
                        Item.CORPORATE_NUMBER, "7123456789012",
                        Item.POWER_OF_REPRESENTATION, "入札に関する一切の件")),
                subjectKey,
                new CertificateRules(
                        CA,
                        CertificateRulesOfTests.SUBJECT,
                        CertificateRulesOfTests.ALTERNATIVE_NAME,
                        "SHA256withRSA",
                        2048,
                        new CertificatePolicy("2.999.1.1", "https://repository.example.jp/cps.html"),
                        List.of(
                                "http://repository.example.jp/aosign-g2/crl.crl",
                                "ldap://ldap.example.jp/CN=Demo,C=JP?certificateRevocationList;binary?base"),
                        List.of("http://repository.example.jp/aosign-g2/ca.crt"),
                        Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION),
                        Set.of(Item.NAME)),
                ISSUE.minusYears(1).toInstant(),
                ISSUE.plusYears(10).toInstant()));
    }

    private static Der certificate() {
        return signer.sign(CA, signer.encode(draft()));
    }

    private static Der crl(long number, List<Der> entries) {
        return crl(number, CrlScope.EVERYTHING, entries);
    }

    private static Der crl(long number, CrlScope scope, List<Der> entries) {
        CrlDraft draft = new CrlDraft(
                CA,
                scope,
                "SHA256withRSA",
                number,
                ISSUED,
                ISSUED.plus(Duration.ofDays(2)),
                RevokedEntries.of(entries));
        return Der.of(signer.signCrl(draft, new ByteArrayOutputStream()).toByteArray());
    }

    private static CertificateSerial serial() {
        return CertificateSerial.ofHex("40000000000000000000000000000001");
    }

    private static Der authority() {
        return signer.authorities().get(0).certificate();
    }

    private String offsetOfAlternativeName() throws IOException, InterruptedException {
        String listing = new Openssl(folder)
                .run("asn1parse", "-inform", "DER", "-in", "c.der")
                .output();
        List<String> lines = listing.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("X509v3 Subject Alternative Name")) {
                return lines.get(i + 1).strip().split(":", 2)[0];
            }
        }
        throw new AssertionError(listing);
    }

    /** Without signature and key identifiers, which every test run has anew. */
    private static String withoutKeys(String text) {
        return Stream.of(text)
                .map(t -> t.replaceAll("(?m)^( +)[0-9A-F]{2}(:[0-9A-F]{2}){19}$", "$1<key identifier>"))
                .map(t -> t.replaceAll("(?s)Signature Value:.*", "Signature Value: <signature>\n"))
                .map(t -> t.replaceAll("(?m) +$", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String approved(String name, String received) throws IOException {
        Path file = Path.of("src/test/resources/approved/ca", name);
        Files.createDirectories(Path.of("target/received"));
        Files.writeString(Path.of("target/received", name), received);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }
}
