package io.hakko.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.Zones;
import io.hakko.cli.RelyingParties;
import io.hakko.cli.RelyingParties.Judge;
import io.hakko.cli.RelyingParties.Verdict;
import io.hakko.policy.NameKind;
import io.hakko.policy.Profiles;
import io.hakko.policy.RecordedItem;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CorporateNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each variant of each shipped profile: what the certificate says stands in an approved text file, and OpenSSL, GnuTLS, NSS and
 * the JDK accept it, with the CRL of its day.
 */
@CaTest
class CertificateDumpsTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved/ca/variants");
    private static final Path RECEIVED = Path.of("target/received/variants");

    @TempDir
    private Path folder;

    @Autowired
    private Certificates certificates;

    @Autowired
    private Crls crls;

    @Autowired
    private Authorities authorities;

    @Autowired
    private PlatformTransactionManager transactions;

    /**
     * A variant.
     *
     * @param whole with everything that may be asked for, or with nothing that need not be
     */
    private record Variant(ServiceProfile profile, Scope kind, NameKind name, boolean whole) {
        @Override
        public String toString() {
            String words = profile.ref().id() + " " + kind + " " + name + (whole ? " whole" : " least");
            return words.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
        }
    }

    static List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (ServiceProfile profile : new Profiles().all()) {
            for (Scope kind :
                    Arrays.stream(Scope.values()).filter(Scope::isCompanyKind).toList()) {
                variants.add(new Variant(profile, kind, NameKind.REAL, true));
                variants.add(new Variant(profile, kind, NameKind.REAL, false));
            }
            profile.certificate().names().stream()
                    .filter(name -> name != NameKind.REAL)
                    .forEach(name -> variants.add(new Variant(profile, Scope.CORPORATION, name, true)));
        }
        return variants;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void readsAsApprovedAndEveryJudgeAcceptsIt(Variant variant) throws Exception {
        IssuedCertificate issued = certificates.issue(order(variant));
        SignedCrl crl = new TransactionTemplate(transactions).execute(status -> crls.sign(crls.request(issued.caId())));
        Openssl openssl = new Openssl(folder);
        openssl.pem("x509", authorities.find(issued.caId()).orElseThrow().certificate(), "ca.pem");
        openssl.pem("x509", issued.der(), "certificate.pem");
        Files.write(folder.resolve("crl.der"), crl.content().read().bytes());

        assertThat(dump(issued)).isEqualTo(approved(variant, dump(issued)));
        assertThat(new RelyingParties(folder, "crl.der", Files.createDirectory(folder.resolve("judges")))
                        .verdicts(issued.notBefore().plusSeconds(60)))
                .containsOnlyKeys(Judge.values())
                .allSatisfy(
                        (judge, verdict) -> assertThat(verdict).as("%s", judge).isEqualTo(Verdict.GOOD));
    }

    @Test
    void everyApprovedFileIsOfAVariant() throws Exception {
        try (Stream<Path> files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            variants().stream().map(variant -> variant + ".txt").toList());
        }
    }

    private static IssueCertificate order(Variant variant) {
        ServiceProfile profile = variant.profile();
        boolean forbidden = !profile.certificate().records(RecordedItem.POWER_OF_REPRESENTATION, variant.kind());
        SubjectContent subject = new SubjectContent(
                variant.kind(),
                variant.name() == NameKind.ALIAS ? "Kimura Hanako" : "Yamada Taro",
                switch (variant.name()) {
                    case REAL -> "山田　太郎";
                    case FORMER -> "山田（佐藤）　太郎";
                    case ALIAS -> "木村　花子";
                },
                Optional.of("株式会社あおば建設"),
                Optional.of("東京都港区虎ノ門１−２−３"),
                given(variant, CorporateNumber.of("7123456789012")),
                given(variant, "1-2-3 Toranomon, Minato-ku, Tokyo"),
                given(variant, "入札に関する一切の件").filter(power -> !forbidden));
        return new IssueCertificate(
                Orders.anApplication(profile.applicationNumberPrefix()),
                Orders.aCard(),
                profile.ref(),
                subject,
                "company-" + variant,
                Orders.aKey(),
                profile.products().get(0).code());
    }

    private static <T> Optional<T> given(Variant variant, T item) {
        return variant.whole() ? Optional.of(item) : Optional.empty();
    }

    /** Without what every run has anew: signature, keys, serial number and the count of the application. */
    private String dump(IssuedCertificate issued) throws Exception {
        String text = new Openssl(folder)
                .run(
                        "x509",
                        "-in",
                        "certificate.pem",
                        "-noout",
                        "-text",
                        "-nameopt",
                        "utf8,sep_comma_plus_space",
                        "-certopt",
                        "no_pubkey,no_sigdump")
                .output();
        X509Certificate read = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(issued.der().bytes()));
        return text.replaceAll("(?m)^( +)[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){15}$", "$1<serial number>")
                        .replaceAll("(?m)^( +)[0-9A-F]{2}(:[0-9A-F]{2}){19}$", "$1<key identifier>")
                        .replaceAll("Not Before: .*", "Not Before: <time of issue>")
                        .replaceAll("Not After : .*", "Not After : <end of validity>")
                        .replaceAll("(serialNumber=[A-Z]{2}-[0-9]{4}-)[0-9]{6}", "$1<count>")
                        .replaceAll("(?m)DirName:.*$", "DirName:")
                        .replaceAll("(?m) +$", "")
                + "Japanese name: " + alternativeName(read) + "\n"
                + "Public key: " + read.getPublicKey().getAlgorithm() + " "
                + ((RSAPublicKey) read.getPublicKey()).getModulus().bitLength() + "\n"
                + "Ends at: " + issued.notAfter().atZone(Zones.TOKYO).toLocalTime() + " in Tokyo\n";
    }

    private static String alternativeName(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(0) + " " + decoded(name.get(1).toString()))
                .toList()
                .toString();
    }

    /** The JDK shows attributes it has no word for as the hex of their UTF8String. */
    private static String decoded(String name) {
        return Pattern.compile("#0c(?:81|82..)?[0-9a-f]{2}((?:[0-9a-f]{2})+)")
                .matcher(name)
                .replaceAll(m -> new String(HexFormat.of().parseHex(m.group(1)), StandardCharsets.UTF_8));
    }

    private static String approved(Variant variant, String received) throws IOException {
        Files.createDirectories(RECEIVED);
        Files.writeString(RECEIVED.resolve(variant + ".txt"), received);
        Path file = APPROVED.resolve(variant + ".txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
