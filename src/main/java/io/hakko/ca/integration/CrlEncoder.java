package io.hakko.ca.integration;

import io.hakko.ca.domain.CrlDraft;
import io.hakko.ca.domain.CrlScope;
import io.hakko.ca.domain.RevokedEntries;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * Writes a CertificateList, version 2 (RFC 5280 section 5.1), and signs it on the way: the lengths of all parts are known
 * before the first octet, so that nothing but the header is ever held in memory.
 */
final class CrlEncoder {

    private static final int SEQUENCE = BERTags.SEQUENCE | BERTags.CONSTRUCTED;
    private static final int VERSION_2 = 1;
    private static final int SHORT_FORM = 0x7f;
    private static final int LONG_FORM = 0x80;
    private static final int OCTET = 8;

    private CrlEncoder() {}

    /** Signs while writing; the caller closes the stream. */
    static void sign(CrlDraft draft, CaKey ca, OutputStream out) {
        try {
            AlgorithmIdentifier algorithm = BouncyCastle.algorithm(draft.signatureAlgorithm());
            RevokedEntries entries = draft.entries();
            byte[] head = head(draft, algorithm, ca);
            byte[] entriesHead = entries.count() == 0 ? new byte[0] : header(SEQUENCE, entries.length());
            byte[] extensions = encoded(new DERTaggedObject(true, 0, extensions(draft, ca)));
            long inner = head.length + entriesHead.length + entries.length() + extensions.length;
            byte[] toBeSigned = header(SEQUENCE, inner);
            byte[] algorithmField = encoded(algorithm);
            int signatureLength = ca.signatureLength();
            byte[] signatureHead = header(BERTags.BIT_STRING, signatureLength + 1L);
            out.write(header(
                    SEQUENCE,
                    toBeSigned.length + inner + algorithmField.length + signatureHead.length + 1 + signatureLength));

            DigestSigner signer = ca.signer(algorithm);
            SignedPart signed = new SignedPart(out, signer.getOutputStream());
            signed.write(toBeSigned);
            signed.write(head);
            signed.write(entriesHead);
            long before = signed.written;
            if (entries.count() > 0) {
                entries.writeTo(signed);
            }
            if (signed.written - before != entries.length()) {
                throw new IllegalStateException("the entries of CRL %s-%d are %d octets instead of %d"
                        .formatted(draft.caId(), draft.number(), signed.written - before, entries.length()));
            }
            signed.write(extensions);

            byte[] signature = signer.getSignature();
            if (signature.length != signatureLength
                    || !signer.verifies(signature, ca.certificate().getPublicKey())) {
                throw new IllegalStateException("authority " + draft.caId() + " made a CRL that does not verify");
            }
            out.write(algorithmField);
            out.write(signatureHead);
            out.write(0);
            out.write(signature);
        } catch (IOException e) {
            throw new IllegalStateException("CRL " + draft.caId() + "-" + draft.number() + " cannot be signed", e);
        }
    }

    /** An entry of revokedCertificates; the reason is left out when unspecified (RFC 5280 section 5.3.1). */
    static Der encodeEntry(
            CertificateSerial serial, Instant at, Optional<Integer> reason, Optional<Instant> invalidityDate) {
        try {
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(new ASN1Integer(serial.value()));
            parts.add(CertificateEncoder.time(at));
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            if (reason.isPresent()) {
                extensions.addExtension(Extension.reasonCode, false, CRLReason.lookup(reason.get()));
            }
            if (invalidityDate.isPresent()) {
                extensions.addExtension(
                        Extension.invalidityDate,
                        false,
                        new ASN1GeneralizedTime(java.util.Date.from(invalidityDate.get())));
            }
            if (!extensions.isEmpty()) {
                parts.add(extensions.generate());
            }
            return Der.of(encoded(new DERSequence(parts)));
        } catch (IOException e) {
            throw new IllegalStateException("revocation of " + serial + " cannot be encoded", e);
        }
    }

    /** Everything from the version to nextUpdate. */
    private static byte[] head(CrlDraft draft, AlgorithmIdentifier algorithm, CaKey ca) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(encoded(new ASN1Integer(VERSION_2)));
        head.writeBytes(encoded(algorithm));
        head.writeBytes(encoded(ca.name()));
        head.writeBytes(encoded(CertificateEncoder.time(draft.thisUpdate())));
        head.writeBytes(encoded(CertificateEncoder.time(draft.nextUpdate())));
        return head.toByteArray();
    }

    private static ASN1Encodable extensions(CrlDraft draft, CaKey ca) throws IOException {
        ExtensionsGenerator generator = new ExtensionsGenerator();
        generator.addExtension(Extension.authorityKeyIdentifier, false, ca.keyIdentifier());
        generator.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(draft.number())));
        if (draft.scope() == CrlScope.AUTHORITIES) {
            generator.addExtension(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(null, false, true, null, false, false));
        }
        return generator.generate();
    }

    private static byte[] encoded(ASN1Encodable value) throws IOException {
        return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }

    /** Tag and length of a value that follows. */
    static byte[] header(int tag, long length) {
        if (length <= SHORT_FORM) {
            return new byte[] {(byte) tag, (byte) length};
        }
        int octets = (Long.SIZE - Long.numberOfLeadingZeros(length) + OCTET - 1) / OCTET;
        byte[] header = new byte[2 + octets];
        header[0] = (byte) tag;
        header[1] = (byte) (LONG_FORM | octets);
        for (int i = 0; i < octets; i++) {
            header[2 + i] = (byte) (length >>> (OCTET * (octets - 1 - i)));
        }
        return header;
    }

    /** What is written and signed at once. */
    private static final class SignedPart extends OutputStream {

        private final OutputStream out;
        private final OutputStream signer;
        private long written;

        SignedPart(OutputStream out, OutputStream signer) {
            this.out = out;
            this.signer = signer;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            signer.write(bytes, from, count);
            written += count;
        }
    }
}
