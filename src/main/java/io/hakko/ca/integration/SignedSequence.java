package io.hakko.ca.integration;

import io.hakko.shared.Der;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;

/** The frame of certificates and CRLs: what is signed, the algorithm, the signature (RFC 5280 sections 4.1 and 5.1). */
final class SignedSequence {

    private SignedSequence() {}

    static Der sign(Der toBeSigned, AlgorithmIdentifier algorithm, CaKey ca) {
        ContentSigner signer = ca.signer(algorithm);
        try (OutputStream out = signer.getOutputStream()) {
            out.write(toBeSigned.bytes());
        } catch (IOException e) {
            throw new IllegalStateException("the key of authority " + ca.caId() + " cannot sign", e);
        }
        return assemble(toBeSigned, algorithm, signer.getSignature());
    }

    /** What was signed goes in as it is, without being read. */
    static Der assemble(Der toBeSigned, AlgorithmIdentifier algorithm, byte[] signature) {
        try {
            byte[] signed = toBeSigned.bytes();
            byte[] rest = concatenated(
                    algorithm.getEncoded(ASN1Encoding.DER), new DERBitString(signature).getEncoded(ASN1Encoding.DER));
            byte[] header =
                    CrlEncoder.header(BERTags.SEQUENCE | BERTags.CONSTRUCTED, (long) signed.length + rest.length);
            return Der.of(concatenated(header, signed, rest));
        } catch (IOException e) {
            throw new IllegalStateException("what was signed cannot be framed", e);
        }
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
