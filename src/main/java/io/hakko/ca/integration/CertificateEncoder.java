package io.hakko.ca.integration;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificatePolicy;
import io.hakko.ca.domain.KeyUse;
import io.hakko.ca.domain.NameAttribute;
import io.hakko.shared.Der;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;

/** Encodes a draft as TBSCertificate (RFC 5280 section 4.1). */
final class CertificateEncoder {

    private static final int LAST_OF_UTC_TIME = 2049;
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

    private CertificateEncoder() {}

    static Der encode(CertificateDraft draft, CaKey ca) {
        SubjectPublicKeyInfo publicKey =
                SubjectPublicKeyInfo.getInstance(draft.publicKey().bytes());
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(draft.serial().value()));
        generator.setSignature(BouncyCastle.algorithm(draft.signatureAlgorithm()));
        generator.setIssuer(ca.name());
        generator.setStartDate(time(draft.notBefore()));
        generator.setEndDate(time(draft.notAfter()));
        generator.setSubject(name(draft.subject(), CertificateEncoder::printable));
        generator.setSubjectPublicKeyInfo(publicKey);
        try {
            generator.setExtensions(extensions(draft, publicKey, ca));
            return Der.of(generator.generateTBSCertificate().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("certificate " + draft.serial() + " cannot be encoded", e);
        }
    }

    /** UTCTime through 2049, then GeneralizedTime (RFC 5280 section 4.1.2.5). */
    static Time time(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return new Time(
                utc.getYear() <= LAST_OF_UTC_TIME
                        ? time(BERTags.UTC_TIME, UTC_TIME.format(utc))
                        : time(BERTags.GENERALIZED_TIME, GENERALIZED_TIME.format(utc)));
    }

    /** Read from its encoding: the constructors with a text parse it as a date, at a hundred times the cost. */
    private static ASN1Primitive time(int tag, String text) {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = new byte[content.length + 2];
        encoded[0] = (byte) tag;
        encoded[1] = (byte) content.length;
        System.arraycopy(content, 0, encoded, 2, content.length);
        try {
            return ASN1Primitive.fromByteArray(encoded);
        } catch (IOException e) {
            throw new IllegalStateException("the time " + text + " cannot be encoded", e);
        }
    }

    private static Extensions extensions(CertificateDraft draft, SubjectPublicKeyInfo publicKey, CaKey ca)
            throws IOException {
        ExtensionsGenerator generator = new ExtensionsGenerator();
        generator.addExtension(Extension.authorityKeyIdentifier, false, ca.keyIdentifier());
        generator.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new BcX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
        generator.addExtension(Extension.keyUsage, true, keyUsage(draft.keyUsage()));
        generator.addExtension(
                Extension.certificatePolicies, false, policies(draft.policy().orElseThrow()));
        generator.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(name(draft.alternativeName(), DERUTF8String::new))));
        generator.addExtension(Extension.cRLDistributionPoints, false, distributionPoints(draft.distributionPoints()));
        if (!draft.caIssuers().isEmpty()) {
            generator.addExtension(Extension.authorityInfoAccess, false, authorityInformation(draft.caIssuers()));
        }
        return generator.generate();
    }

    private static KeyUsage keyUsage(Set<KeyUse> uses) {
        return new KeyUsage(uses.stream()
                .mapToInt(use -> switch (use) {
                    case DIGITAL_SIGNATURE -> KeyUsage.digitalSignature;
                    case NON_REPUDIATION -> KeyUsage.nonRepudiation;
                })
                .reduce(0, (all, bit) -> all | bit));
    }

    private static CertificatePolicies policies(CertificatePolicy policy) {
        PolicyQualifierInfo practiceStatement = new PolicyQualifierInfo(policy.cpsUri());
        return new CertificatePolicies(
                new PolicyInformation(new ASN1ObjectIdentifier(policy.oid()), new DERSequence(practiceStatement)));
    }

    /** One point with several addresses: the same CRL by HTTP and by LDAP (A-GEN-10). */
    private static CRLDistPoint distributionPoints(List<String> uris) {
        GeneralName[] addresses = uris.stream()
                .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                .toArray(GeneralName[]::new);
        DistributionPointName name = new DistributionPointName(new GeneralNames(addresses));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static AuthorityInformationAccess authorityInformation(List<String> uris) {
        return new AuthorityInformationAccess(uris.stream()
                .map(uri -> new AccessDescription(
                        AccessDescription.id_ad_caIssuers, new GeneralName(GeneralName.uniformResourceIdentifier, uri)))
                .toArray(AccessDescription[]::new));
    }

    private static X500Name name(List<NameAttribute> attributes, TextForm form) {
        RDN[] parts = attributes.stream()
                .map(attribute -> new RDN(
                        new ASN1ObjectIdentifier(attribute.type().oid()),
                        attribute.type().isAlwaysPrintable()
                                ? printable(attribute.value())
                                : form.encode(attribute.value())))
                .toArray(RDN[]::new);
        return new X500Name(parts);
    }

    private static ASN1Encodable printable(String text) {
        return new DERPrintableString(text, true);
    }

    /** How a text is written in a name. */
    private interface TextForm {
        ASN1Encodable encode(String text);
    }
}
