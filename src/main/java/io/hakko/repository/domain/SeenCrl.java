package io.hakko.repository.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A CRL as relying parties have it, read without the database that made it.
 *
 * @param number its CRL number
 * @param revoked what it shows, in ascending order of serials
 */
public record SeenCrl(long number, List<Shown> revoked) {

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String INVALIDITY_DATE = "2.5.29.24";
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int HEADER = 4;

    /**
     * A revoked certificate.
     *
     * @param reason CRLReason of RFC 5280; empty when unspecified
     * @param invalidityDate since when its key is believed to be unsafe, where the entry says so
     */
    public record Shown(CertificateSerial serial, Optional<Integer> reason, Optional<Instant> invalidityDate) {}

    public SeenCrl {
        revoked = List.copyOf(revoked);
    }

    /**
     * Reads a CRL.
     *
     * @return empty when it is not signed by the key of this authority, or cannot be read
     */
    public static Optional<SeenCrl> read(Der crl, Der authority) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            X509CRL read = (X509CRL) factory.generateCRL(new ByteArrayInputStream(crl.bytes()));
            X509Certificate issuer =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(authority.bytes()));
            read.verify(issuer.getPublicKey());
            byte[] number = read.getExtensionValue(CRL_NUMBER);
            if (number == null) {
                return Optional.empty();
            }
            // OCTET STRING and INTEGER, each with a length below 128
            BigInteger value = new BigInteger(Arrays.copyOfRange(number, HEADER, number.length));
            return Optional.of(new SeenCrl(value.longValueExact(), shown(read)));
        } catch (GeneralSecurityException | ArithmeticException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static List<Shown> shown(X509CRL crl) {
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        return entries == null
                ? List.of()
                : entries.stream()
                        .map(entry -> new Shown(
                                new CertificateSerial(entry.getSerialNumber()),
                                Optional.ofNullable(entry.getRevocationReason())
                                        .filter(reason -> reason != CRLReason.UNSPECIFIED)
                                        .map(CRLReason::ordinal),
                                invalidityDate(entry)))
                        .sorted((a, b) ->
                                a.serial().value().compareTo(b.serial().value()))
                        .toList();
    }

    /** OCTET STRING and GeneralizedTime, each with a length below 128 (RFC 5280 section 5.3.2: without fractions, in UTC). */
    private static Optional<Instant> invalidityDate(X509CRLEntry entry) {
        return Optional.ofNullable(entry.getExtensionValue(INVALIDITY_DATE))
                .map(value -> new String(value, HEADER, value.length - HEADER, StandardCharsets.US_ASCII))
                .map(text -> GENERALIZED_TIME.parse(text, Instant::from));
    }
}
