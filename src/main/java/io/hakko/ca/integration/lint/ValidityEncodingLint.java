package io.hakko.ca.integration.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;

/** Times are UTCTime through 2049 and GeneralizedTime from 2050, with seconds and Z. */
final class ValidityEncodingLint implements Lint {

    private static final String UTC = "[0-9]{12}Z";
    private static final String GENERALIZED = "(20[5-9]|2[1-9][0-9]|[3-9][0-9]{2})[0-9]{11}Z";

    @Override
    public String id() {
        return "validityEncoding";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.5";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return isWellWritten(specimen.notBefore()) && isWellWritten(specimen.notAfter());
    }

    private static boolean isWellWritten(ASN1Primitive time) {
        return time instanceof ASN1UTCTime utc
                ? text(utc).matches(UTC)
                : time instanceof ASN1GeneralizedTime late
                        && late.getTimeString().matches(GENERALIZED);
    }

    /** As it is encoded; the class itself only tells it completed. */
    private static String text(ASN1UTCTime time) {
        try {
            byte[] encoded = time.getEncoded();
            return new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
