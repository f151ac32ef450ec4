package io.hakko.ca.integration.lint;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificatePolicy;
import io.hakko.ca.domain.KeyUse;
import io.hakko.ca.domain.NameAttribute;
import io.hakko.ca.domain.NameAttribute.Type;
import io.hakko.ca.integration.Specimens;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lint by a certificate that breaks it and no other one. */
class CertificateLintsTest {

    private static final int SERIAL = 1;
    private static final int ALGORITHM = 2;
    private static final int ISSUER = 3;
    private static final int VALIDITY = 4;
    private static final int SUBJECT = 5;
    private static final int PUBLIC_KEY = 6;
    private static final int EXTENSIONS = 7;

    private static final Instant ISSUED = Specimens.ISSUED;
    private static final Der KEY = rsaKey();
    private static final CertificateDraft GOOD = draft();

    /** A certificate and what it was meant to be. */
    private record Example(Der certificate, CertificateDraft meant) {}

    private static final Map<String, Supplier<Example>> BREACHES = Map.ofEntries(
            entry("derEncoding", () -> {
                byte[] whole = signed(GOOD).bytes();
                byte[] longer = Arrays.copyOf(whole, whole.length + 1);
                return new Example(Der.of(longer), GOOD);
            }),
            entry("version", () -> with(0, new DERTaggedObject(true, 0, new ASN1Integer(1)))),
            entry("serialNumber", () -> with(SERIAL, new ASN1Integer(BigInteger.valueOf(-7)))),
            entry("signatureAlgorithm", () -> new Example(Specimens.signed(fields(GOOD), "SHA384withRSA"), GOOD)),
            entry(
                    "validityEncoding",
                    () -> with(VALIDITY, validity(new DERGeneralizedTime("20261124013015Z"), late()))),
            entry("uniqueIdentifiers", () -> {
                List<ASN1Encodable> fields = fields(GOOD);
                fields.add(EXTENSIONS, new DERTaggedObject(false, 1, new DERBitString(new byte[] {1})));
                return new Example(Specimens.signed(fields, "SHA256withRSA"), GOOD);
            }),
            entry(
                    "extensionsUnique",
                    () -> extensions(all -> {
                        all.add(all.get(0));
                        return all;
                    })),
            entry(
                    "criticalityEncoding",
                    () -> extensions(all -> {
                        ASN1Sequence first = (ASN1Sequence) all.get(0);
                        all.set(0, new DERSequence(new ASN1Encodable[] {
                            first.getObjectAt(0), ASN1Boolean.FALSE, first.getObjectAt(1)
                        }));
                        return all;
                    })),
            entry(
                    "secondParser",
                    () -> with(PUBLIC_KEY, new DERSequence(new ASN1Encodable[] {
                        ASN1Sequence.getInstance(KEY.bytes()).getObjectAt(0), new DERBitString(new byte[] {5, 0})
                    }))),
            entry("signature", () -> {
                byte[] bytes = signed(GOOD).bytes();
                bytes[bytes.length - 1] ^= 1;
                return new Example(Der.of(bytes), GOOD);
            }),
            entry("issuerName", () -> with(ISSUER, new X500Name("C=JP,O=Another,CN=Another CA"))),
            entry("validityOrder", () -> meant(GOOD, b -> b.notAfter = ISSUED.minusSeconds(5))),
            entry("subjectNotEmpty", () -> meant(GOOD, b -> b.subject = List.of())),
            entry("nameStringTypes", () -> with(SUBJECT, name(DERBMPString::new))),
            entry("nameLengths", () -> meant(GOOD, b -> b.subject = subject("Y".repeat(65)))),
            entry("subjectPublicKey", () -> {
                ASN1Sequence key = ASN1Sequence.getInstance(KEY.bytes());
                ASN1Sequence without = new DERSequence(new ASN1ObjectIdentifier("1.2.840.113549.1.1.1"));
                return with(PUBLIC_KEY, new DERSequence(new ASN1Encodable[] {without, key.getObjectAt(1)}));
            }),
            entry(
                    "authorityKeyIdentifier",
                    () -> extension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new DERSequence(new DERTaggedObject(false, 0, new DEROctetString(new byte[20]))))),
            entry(
                    "subjectKeyIdentifier",
                    () -> extension(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[20]))),
            entry("keyUsage", () -> extension(Extension.keyUsage, true, new DERBitString(new byte[] {(byte) 0xC4}, 2))),
            entry(
                    "criticality",
                    () -> extensions(all -> {
                        ASN1Sequence first = (ASN1Sequence) all.get(0);
                        all.set(0, new DERSequence(new ASN1Encodable[] {
                            first.getObjectAt(0), ASN1Boolean.TRUE, first.getObjectAt(1)
                        }));
                        return all;
                    })),
            entry(
                    "notAnAuthority",
                    () -> extensions(all -> {
                        all.add(extension(Extension.basicConstraints, encoded(new BasicConstraints(0))));
                        return all;
                    })),
            entry(
                    "policyQualifier",
                    () -> extension(
                            Extension.certificatePolicies, false, new DERSequence(new DERSequence(new ASN1Encodable[] {
                                new ASN1ObjectIdentifier("2.999.1.1"),
                                new DERSequence(new DERSequence(new ASN1Encodable[] {
                                    PolicyQualifierId.id_qt_cps,
                                    new DERUTF8String("https://repository.example.jp/cps.html")
                                }))
                            })))),
            entry("alternativeName", () -> {
                GeneralName directory = GeneralName.getInstance(
                        ASN1Sequence.getInstance(extensionValue(Extension.subjectAlternativeName))
                                .getObjectAt(0));
                return extension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, ""), directory
                }));
            }),
            entry(
                    "distributionPoints",
                    () -> extension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                        new DistributionPoint(
                                new DistributionPointName(new GeneralNames(new GeneralName(
                                        GeneralName.uniformResourceIdentifier, "ftp://repository.example.jp/crl.crl"))),
                                null,
                                null)
                    }))),
            entry("authorityInformation", () -> meant(GOOD, b -> b.caIssuers = List.of("ldap://ldap.example.jp/ca"))),
            entry(
                    "profileExtensions",
                    () -> extensions(all -> {
                        all.add(extension(
                                Extension.issuerAlternativeName,
                                encoded(new GeneralNames(new GeneralName(GeneralName.dNSName, "ca.example.jp")))));
                        return all;
                    })),
            entry("profileSerialNumber", () -> with(SERIAL, new ASN1Integer(BigInteger.valueOf(7)))),
            entry("profileSignatureAlgorithm", () -> {
                Example other = meant(GOOD, b -> b.signatureAlgorithm = "SHA512withRSA");
                return new Example(Specimens.signed(fields(other.meant()), "SHA512withRSA"), GOOD);
            }),
            entry("profileSubject", () -> {
                Example other = meant(GOOD, b -> b.subject = subject("Yamada Jiro"));
                return new Example(other.certificate(), GOOD);
            }),
            entry("profileAlternativeName", () -> {
                Example other = meant(GOOD, b -> b.alternativeName = alternativeName("山田　次郎"));
                return new Example(other.certificate(), GOOD);
            }),
            entry("profileValidity", () -> {
                Example other = meant(GOOD, b -> b.notAfter = GOOD.notAfter().plusSeconds(1));
                return new Example(other.certificate(), GOOD);
            }),
            entry("legalValidity", () -> meant(GOOD, b -> b.notAfter = Instant.parse("2031-11-24T01:30:15Z"))),
            entry(
                    "authorityValidity",
                    () -> meant(GOOD, b -> {
                        b.notAfter =
                                Specimens.authority().getNotAfter().toInstant().plusSeconds(1);
                        b.notBefore = b.notAfter.minus(Duration.ofDays(300));
                    })),
            entry("profilePublicKey", () -> {
                Example other = meant(GOOD, b -> b.publicKey = rsaKey());
                return new Example(other.certificate(), GOOD);
            }),
            entry(
                    "ownKey",
                    () -> meant(
                            GOOD,
                            b -> b.publicKey =
                                    Der.of(Specimens.authority().getPublicKey().getEncoded()))),
            entry("profileKeyUsage", () -> {
                Example other = meant(GOOD, b -> b.keyUsage = Set.of(KeyUse.NON_REPUDIATION));
                return new Example(other.certificate(), GOOD);
            }),
            entry("profilePolicy", () -> {
                Example other =
                        meant(GOOD, b -> b.policy = new CertificatePolicy("2.999.1.2", "https://example.jp/cps.html"));
                return new Example(other.certificate(), GOOD);
            }),
            entry("profileDistributionPoints", () -> {
                Example other = meant(GOOD, b -> b.distributionPoints = List.of("http://repository.example.jp/x.crl"));
                return new Example(other.certificate(), GOOD);
            }),
            entry("profileAuthorityInformation", () -> {
                Example other = meant(GOOD, b -> b.caIssuers = List.of("http://repository.example.jp/other.crt"));
                return new Example(other.certificate(), GOOD);
            }),
            entry("japaneseRepertoire", () -> meant(GOOD, b -> b.alternativeName = alternativeName("髙橋　太郎"))),
            entry("romajiRepertoire", () -> {
                Changes changes = new Changes(GOOD);
                changes.subject = subject("Yamada@Taro");
                Example other = with(SUBJECT, name(text -> new DERUTF8String("Yamada@Taro")));
                return new Example(other.certificate(), changes.draft());
            }));

    @ParameterizedTest
    @MethodSource("ids")
    void findsTheBreachAndNothingElse(String id) {
        Example example = BREACHES.get(id).get();

        assertThat(findings(example)).extracting(Finding::lint).containsExactly(id);
    }

    static Stream<String> ids() {
        return CertificateLints.all().stream().map(Lint::id);
    }

    @Test
    void everyLintHasItsBreach() {
        assertThat(BREACHES.keySet()).containsExactlyInAnyOrderElementsOf(ids().toList());
    }

    @Test
    void findsNothingInAGoodCertificate() {
        assertThat(findings(new Example(signed(GOOD), GOOD))).isEmpty();
    }

    /** The validity of the authority itself runs into the time of GeneralizedTime. */
    @Test
    void acceptsGeneralizedTimeFrom2050() {
        Example late = meant(GOOD, b -> {
            b.notBefore = Instant.parse("2049-12-31T23:59:59Z");
            b.notAfter = Instant.parse("2050-01-01T00:00:00Z");
        });

        assertThat(findings(late)).extracting(Finding::lint).containsExactly("authorityValidity");
    }

    @Test
    void refusesUtcTimeWithoutSecondsAndLongSerialNumbers() {
        assertThat(findings(with(VALIDITY, validity(new ASN1UTCTime("2611240130Z"), late()))))
                .extracting(Finding::lint)
                .contains("validityEncoding");
        assertThat(findings(with(SERIAL, new ASN1Integer(BigInteger.ONE.shiftLeft(160)))))
                .extracting(Finding::lint)
                .containsExactly("serialNumber");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void hasAMessageInBothLanguages(String id) {
        for (String language : List.of("ja", "en")) {
            ResourceBundle messages = ResourceBundle.getBundle("messages.ca", Locale.forLanguageTag(language));
            assertThat(messages.getString("ca.lint." + id)).contains("{0}");
        }
    }

    @Test
    void everyLintNamesItsSource() {
        assertThat(CertificateLints.all())
                .allSatisfy(lint -> assertThat(lint.source()).isNotBlank());
        assertThat(CertificateLints.all()).extracting(Lint::id).doesNotHaveDuplicates();
    }

    /** Whatever bytes come: findings, and never an exception. */
    @Test
    void findsSomethingInEveryCutOrChangedCertificate() {
        byte[] good = signed(GOOD).bytes();
        for (int i = 0; i < good.length; i += 7) {
            byte[] changed = good.clone();
            changed[i] ^= 0x55;
            assertThat(findings(new Example(Der.of(changed), GOOD)))
                    .as("byte %d", i)
                    .isNotEmpty();
            if (i > 0) {
                assertThat(findings(new Example(Der.of(Arrays.copyOf(good, i)), GOOD)))
                        .as("first %d bytes", i)
                        .isNotEmpty();
            }
        }
    }

    private static List<Finding> findings(Example example) {
        return CertificateLints.check(
                example.certificate(), Specimens.throwAwayKey(), example.meant(), Specimens.authority());
    }

    private static Der signed(CertificateDraft draft) {
        return Specimens.signed(fields(draft), draft.signatureAlgorithm());
    }

    private static List<ASN1Encodable> fields(CertificateDraft draft) {
        return new ArrayList<>(Arrays.asList(Specimens.toBeSigned(draft).toArray()));
    }

    private static Example with(int field, ASN1Encodable value) {
        List<ASN1Encodable> fields = fields(GOOD);
        fields.set(field, value);
        return new Example(Specimens.signed(fields, "SHA256withRSA"), GOOD);
    }

    private static Example extensions(UnaryOperator<List<ASN1Encodable>> change) {
        List<ASN1Encodable> changed =
                change.apply(new ArrayList<>(Arrays.asList(extensions().toArray())));
        return with(EXTENSIONS, new DERTaggedObject(true, 3, new DERSequence(changed.toArray(ASN1Encodable[]::new))));
    }

    private static ASN1Sequence extensions() {
        return ASN1Sequence.getInstance((ASN1TaggedObject) fields(GOOD).get(EXTENSIONS), true);
    }

    /** The good certificate with another value of one extension. */
    private static Example extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return extensions(all -> {
            for (int i = 0; i < all.size(); i++) {
                if (((ASN1Sequence) all.get(i)).getObjectAt(0).equals(oid)) {
                    DEROctetString octets = new DEROctetString(encoded(value));
                    all.set(
                            i,
                            new DERSequence(
                                    critical
                                            ? new ASN1Encodable[] {oid, ASN1Boolean.TRUE, octets}
                                            : new ASN1Encodable[] {oid, octets}));
                }
            }
            return all;
        });
    }

    private static ASN1Sequence extension(ASN1ObjectIdentifier oid, byte[] value) {
        return new DERSequence(new ASN1Encodable[] {oid, new DEROctetString(value)});
    }

    private static byte[] extensionValue(ASN1ObjectIdentifier oid) {
        for (ASN1Encodable one : extensions()) {
            ASN1Sequence extension = (ASN1Sequence) one;
            if (extension.getObjectAt(0).equals(oid)) {
                return ((org.bouncycastle.asn1.ASN1OctetString) extension.getObjectAt(extension.size() - 1))
                        .getOctets();
            }
        }
        throw new AssertionError(oid);
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1Sequence validity(ASN1Encodable from, ASN1Encodable to) {
        return new DERSequence(new ASN1Encodable[] {from, to});
    }

    private static ASN1Encodable late() {
        return ((ASN1Sequence) fields(GOOD).get(VALIDITY)).getObjectAt(1);
    }

    private static ASN1Sequence name(java.util.function.Function<String, ASN1Encodable> commonName) {
        return new DERSequence(GOOD.subject().stream()
                .map(a -> new DERSet(new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier(a.type().oid()),
                    a.type() == Type.COMMON_NAME ? commonName.apply(a.value()) : new DERPrintableString(a.value())
                })))
                .toArray(ASN1Encodable[]::new));
    }

    private static Example meant(CertificateDraft from, java.util.function.Consumer<Changes> change) {
        Changes changes = new Changes(from);
        change.accept(changes);
        CertificateDraft draft = changes.draft();
        return new Example(signed(draft), draft);
    }

    private static CertificateDraft draft() {
        return new CertificateDraft(
                CertificateSerial.ofHex("40000000000000000000000000000001"),
                "aosign-g2",
                "SHA256withRSA",
                ISSUED,
                Instant.parse("2031-11-23T14:59:59Z"),
                subject("Yamada Taro"),
                alternativeName("山田　太郎"),
                KEY,
                Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION),
                Optional.of(new CertificatePolicy("2.999.1.1", "https://repository.example.jp/cps.html")),
                List.of("http://repository.example.jp/aosign-g2/crl.crl", "ldap://ldap.example.jp/C=JP?x;binary?base"),
                List.of("http://repository.example.jp/aosign-g2/ca.crt"));
    }

    private static List<NameAttribute> subject(String name) {
        return List.of(
                new NameAttribute(Type.COUNTRY, "JP"),
                new NameAttribute(Type.COMMON_NAME, name),
                new NameAttribute(Type.SERIAL_NUMBER, "AO-2026-000001"));
    }

    private static List<NameAttribute> alternativeName(String name) {
        return List.of(new NameAttribute(Type.COUNTRY, "JP"), new NameAttribute(Type.COMMON_NAME, name));
    }

    private static Der rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Der.of(generator.generateKeyPair().getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A draft that can be changed. */
    private static final class Changes {
        private final CertificateDraft from;
        private String signatureAlgorithm;
        private Instant notBefore;
        private Instant notAfter;
        private List<NameAttribute> subject;
        private List<NameAttribute> alternativeName;
        private Der publicKey;
        private Set<KeyUse> keyUsage;
        private CertificatePolicy policy;
        private List<String> distributionPoints;
        private List<String> caIssuers;

        Changes(CertificateDraft from) {
            this.from = from;
            this.signatureAlgorithm = from.signatureAlgorithm();
            this.notBefore = from.notBefore();
            this.notAfter = from.notAfter();
            this.subject = from.subject();
            this.alternativeName = from.alternativeName();
            this.publicKey = from.publicKey();
            this.keyUsage = from.keyUsage();
            this.policy = from.policy().orElseThrow();
            this.distributionPoints = from.distributionPoints();
            this.caIssuers = from.caIssuers();
        }

        CertificateDraft draft() {
            return new CertificateDraft(
                    from.serial(),
                    from.caId(),
                    signatureAlgorithm,
                    notBefore,
                    notAfter,
                    subject,
                    alternativeName,
                    publicKey,
                    keyUsage,
                    Optional.of(policy),
                    distributionPoints,
                    caIssuers);
        }
    }
}
