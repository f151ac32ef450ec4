package io.hakko.ca.integration;

import io.hakko.ca.domain.KnownKeys;
import io.hakko.ca.domain.RsaKeys;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lists in the form of Debian's {@code openssl-blacklist} (CVE-2008-0166): each line has the last 20 of the 40 hex digits of
 * SHA-1 over {@code Modulus=<upper-case hex>} and a line feed, which is what {@code openssl rsa -noout -modulus} prints. Sixteen
 * of the digits are kept in memory.
 */
final class KnownKeyLists implements KnownKeys {

    private static final Pattern LINE = Pattern.compile("[0-9a-f]{20}");
    private static final int KEPT_FROM = 24;

    private final long[] known;

    /** A list that cannot be read stops the start: keys would be certified that must not be. */
    KnownKeyLists(List<Path> files) {
        this.known = files.stream()
                .flatMap(KnownKeyLists::lines)
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(line.length() - Long.BYTES * 2), 16))
                .sorted()
                .toArray();
    }

    @Override
    public boolean contains(Der publicKey) {
        return known.length > 0
                && RsaKeys.read(publicKey)
                        .filter(key ->
                                Arrays.binarySearch(known, mark(key.getModulus().toString(16))) >= 0)
                        .isPresent();
    }

    private static long mark(String modulus) {
        String line = "Modulus=" + modulus.toUpperCase(Locale.ROOT) + "\n";
        try {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(line.getBytes(StandardCharsets.US_ASCII)));
            return Long.parseUnsignedLong(hash.substring(KEPT_FROM), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            for (String line : lines) {
                if (!LINE.matcher(line).matches()) {
                    throw new IllegalStateException("'%s' in %s is not 20 hex digits".formatted(line, file));
                }
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of known keys " + file + " cannot be read", e);
        }
    }
}
