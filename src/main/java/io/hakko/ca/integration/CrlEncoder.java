package io.hakko.ca.integration;

import io.hakko.ca.domain.CrlDraft;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;

/** Encodes a CRL as TBSCertList, version 2 (RFC 5280 section 5.1). */
final class CrlEncoder {

    private CrlEncoder() {}

    static Der encode(CrlDraft draft, CaKey ca) {
        V2TBSCertListGenerator generator = new V2TBSCertListGenerator();
        generator.setSignature(BouncyCastle.algorithm(draft.signatureAlgorithm()));
        generator.setIssuer(ca.name());
        generator.setThisUpdate(CertificateEncoder.time(draft.thisUpdate()));
        generator.setNextUpdate(CertificateEncoder.time(draft.nextUpdate()));
        draft.entries().forEach(entry -> generator.addCRLEntry(ASN1Sequence.getInstance(entry.bytes())));
        try {
            generator.setExtensions(extensions(draft.number(), ca));
            return Der.of(generator.generateTBSCertList().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("CRL " + draft.caId() + "-" + draft.number() + " cannot be encoded", e);
        }
    }

    /** An entry of revokedCertificates; the reason is left out when unspecified (RFC 5280 section 5.3.1). */
    static Der encodeEntry(CertificateSerial serial, Instant at, Optional<Integer> reason) {
        try {
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(new ASN1Integer(serial.value()));
            parts.add(CertificateEncoder.time(at));
            if (reason.isPresent()) {
                parts.add(
                        new Extensions(Extension.create(Extension.reasonCode, false, CRLReason.lookup(reason.get()))));
            }
            return Der.of(new DERSequence(parts).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("revocation of " + serial + " cannot be encoded", e);
        }
    }

    private static Extensions extensions(long number, CaKey ca) throws IOException {
        ExtensionsGenerator generator = new ExtensionsGenerator();
        generator.addExtension(Extension.authorityKeyIdentifier, false, ca.keyIdentifier());
        generator.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        return generator.generate();
    }
}
