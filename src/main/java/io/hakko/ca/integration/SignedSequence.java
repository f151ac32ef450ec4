package io.hakko.ca.integration;

import io.hakko.shared.Der;
import java.io.IOException;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
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

    static Der assemble(Der toBeSigned, AlgorithmIdentifier algorithm, byte[] signature) {
        try {
            ASN1Encodable[] parts = {
                ASN1Primitive.fromByteArray(toBeSigned.bytes()), algorithm, new DERBitString(signature)
            };
            return Der.of(new DERSequence(parts).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("what was signed cannot be framed", e);
        }
    }
}
