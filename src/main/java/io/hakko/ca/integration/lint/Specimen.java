package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x509.Extension;

/**
 * What lints look at: the whole certificate under a throw-away signature, field by field as it is encoded and as a second
 * parser reads it, and what it was meant to be.
 *
 * @see CertificateLints
 */
final class Specimen {

    private static final int VERSION = 0;
    private static final int EXTENSIONS = 3;

    private final Der certificate;
    private final Predicate<X509Certificate> throwAway;
    private final CertificateDraft meant;
    private final X509Certificate authority;
    private final ASN1Sequence outer;
    private final ASN1Sequence tbs;
    private final int first;
    private final List<Field> extensions;
    private Optional<X509Certificate> secondReading = Optional.empty();

    /** An extension as it is encoded. */
    record Field(String oid, boolean critical, boolean statesDefault, byte[] value) {}

    /** An attribute of a name as it is encoded. */
    record Attribute(String oid, ASN1Primitive value) {
        String text() {
            return ((ASN1String) value).getString();
        }
    }

    /** @throws RuntimeException when it has not even the outer form of a certificate */
    Specimen(Der certificate, Predicate<X509Certificate> throwAway, CertificateDraft meant, X509Certificate authority) {
        this.certificate = certificate;
        this.throwAway = throwAway;
        this.meant = meant;
        this.authority = authority;
        this.outer = ASN1Sequence.getInstance(certificate.bytes());
        this.tbs = ASN1Sequence.getInstance(outer.getObjectAt(0));
        this.first = tagOf(tbs.getObjectAt(0)) == VERSION ? 1 : 0;
        this.extensions = extensionsOf(tbs);
    }

    Der certificate() {
        return certificate;
    }

    /** Whether it has the throw-away key's signature over what the second parser takes for signed. */
    boolean isSigned() throws CertificateException {
        return throwAway.test(read());
    }

    CertificateDraft meant() {
        return meant;
    }

    X509Certificate authority() {
        return authority;
    }

    /** As the parser of the Java platform reads it. */
    X509Certificate read() throws CertificateException {
        if (secondReading.isEmpty()) {
            secondReading = Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.bytes())));
        }
        return secondReading.get();
    }

    /** The version field; empty when it is left out. */
    Optional<Integer> version() {
        return first == 0
                ? Optional.empty()
                : Optional.of(ASN1Integer.getInstance((ASN1TaggedObject) tbs.getObjectAt(0), true)
                        .intValueExact());
    }

    ASN1Integer serialNumber() {
        return ASN1Integer.getInstance(tbs.getObjectAt(first));
    }

    ASN1Primitive innerAlgorithm() {
        return tbs.getObjectAt(first + 1).toASN1Primitive();
    }

    ASN1Primitive outerAlgorithm() {
        return outer.getObjectAt(1).toASN1Primitive();
    }

    byte[] signature() {
        return ASN1BitString.getInstance(outer.getObjectAt(2)).getOctets();
    }

    ASN1Primitive issuer() {
        return tbs.getObjectAt(first + 2).toASN1Primitive();
    }

    ASN1Primitive notBefore() {
        return validity().getObjectAt(0).toASN1Primitive();
    }

    ASN1Primitive notAfter() {
        return validity().getObjectAt(1).toASN1Primitive();
    }

    private ASN1Sequence validity() {
        return ASN1Sequence.getInstance(tbs.getObjectAt(first + 3));
    }

    List<Attribute> subject() {
        return attributes(tbs.getObjectAt(first + 4));
    }

    ASN1Sequence publicKey() {
        return ASN1Sequence.getInstance(tbs.getObjectAt(first + 5));
    }

    /** Context tags of what follows the public key. */
    List<Integer> tagsBehindThePublicKey() {
        List<Integer> tags = new ArrayList<>();
        for (int i = first + 6; i < tbs.size(); i++) {
            tags.add(tagOf(tbs.getObjectAt(i)));
        }
        return tags;
    }

    List<Field> extensions() {
        return extensions;
    }

    Optional<byte[]> extension(String oid) {
        return extensions.stream()
                .filter(e -> e.oid().equals(oid))
                .map(Field::value)
                .findFirst();
    }

    /** Attributes of the one directoryName in subjectAltName. */
    List<Attribute> alternativeName() {
        ASN1Sequence names = ASN1Sequence.getInstance(
                extension(Extension.subjectAlternativeName.getId()).orElseThrow());
        if (names.size() != 1) {
            throw new IllegalArgumentException(names.size() + " alternative names");
        }
        ASN1TaggedObject name = (ASN1TaggedObject) names.getObjectAt(0);
        return attributes(ASN1Sequence.getInstance(name, true));
    }

    /** Attributes of a name, each of which stands in a set of its own. */
    private static List<Attribute> attributes(ASN1Encodable name) {
        List<Attribute> attributes = new ArrayList<>();
        for (ASN1Encodable rdn : ASN1Sequence.getInstance(name)) {
            for (ASN1Encodable part : ASN1Set.getInstance(rdn)) {
                ASN1Sequence pair = ASN1Sequence.getInstance(part);
                attributes.add(new Attribute(
                        ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)).getId(),
                        pair.getObjectAt(1).toASN1Primitive()));
            }
        }
        return attributes;
    }

    private static List<Field> extensionsOf(ASN1Sequence tbs) {
        List<Field> found = new ArrayList<>();
        ASN1Encodable last = tbs.getObjectAt(tbs.size() - 1);
        if (tagOf(last) == EXTENSIONS) {
            for (ASN1Encodable one : ASN1Sequence.getInstance((ASN1TaggedObject) last, true)) {
                ASN1Sequence extension = ASN1Sequence.getInstance(one);
                boolean states = extension.size() == 3;
                boolean critical = states
                        && ASN1Boolean.getInstance(extension.getObjectAt(1)).isTrue();
                found.add(new Field(
                        ASN1ObjectIdentifier.getInstance(extension.getObjectAt(0))
                                .getId(),
                        critical,
                        states && !critical,
                        ASN1OctetString.getInstance(extension.getObjectAt(extension.size() - 1))
                                .getOctets()));
            }
        }
        return found;
    }

    private static int tagOf(ASN1Encodable element) {
        return element.toASN1Primitive() instanceof ASN1TaggedObject tagged
                        && tagged.getTagClass() == BERTags.CONTEXT_SPECIFIC
                ? tagged.getTagNo()
                : -1;
    }
}
