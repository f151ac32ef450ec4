package io.hakko.ca.integration.lint;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/** Encoded by the distinguished rules (X.690), to the last octet. */
final class DerEncodingLint implements Lint {

    @Override
    public String id() {
        return "derEncoding";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            byte[] bytes = specimen.certificate().bytes();
            return Arrays.equals(ASN1Primitive.fromByteArray(bytes).getEncoded(ASN1Encoding.DER), bytes);
        } catch (IOException e) {
            return false;
        }
    }
}
