package io.hakko.shared;

import java.math.BigInteger;
import java.util.Locale;

/** Certificate serial number (RFC 5280 section 4.1.2.2): positive, at most 20 octets. Written in upper-case hex. */
public record CertificateSerial(BigInteger value) {

    public CertificateSerial {
        if (value.signum() <= 0 || value.bitLength() > 159) {
            throw new IllegalArgumentException("not a certificate serial number");
        }
    }

    public static CertificateSerial ofHex(String hex) {
        return new CertificateSerial(new BigInteger(hex, 16));
    }

    /** Upper-case hex with an even number of digits, as {@code openssl x509 -serial} prints it. */
    public String hex() {
        String hex = value.toString(16).toUpperCase(Locale.ROOT);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }

    @Override
    public String toString() {
        return hex();
    }
}
