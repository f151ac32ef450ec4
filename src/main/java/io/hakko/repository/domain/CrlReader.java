package io.hakko.repository.domain;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a CertificateList (RFC 5280 section 5.1) in one pass and constant memory, with nothing in common with the encoder
 * that wrote it. Only DER as this profile of X.509 allows it is read; anything else is an {@link IOException}.
 */
final class CrlReader {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int BOOLEAN = 0x01;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int EXTENSIONS = 0xa0;
    private static final int SMALL = 16 * 1024;
    private static final int LONGEST_SERIAL = 20;
    private static final int UTC_PIVOT = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssX").withResolverStyle(java.time.format.ResolverStyle.STRICT);

    private final Octets in;
    private final PublicKey key;

    /** Takes the serials of the entries, in their order. */
    @FunctionalInterface
    interface Entries {
        void shown(BigInteger serial);
    }

    /**
     * An extension.
     *
     * @param critical whether whoever does not know it must refuse
     */
    record Extension(boolean critical, byte[] value) {}

    /**
     * What stands around the entries.
     *
     * @param issuer encoded name
     * @param extensions by object identifier, encoded in hex
     * @param verified whether the signature is the key's
     */
    record Frame(
            byte[] issuer,
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            int entries,
            boolean unknownInEntries,
            Map<String, Extension> extensions,
            boolean verified) {}

    private CrlReader(InputStream in, PublicKey key) {
        this.in = new Octets(in, Octets.BUFFER);
        this.key = key;
    }

    /**
     * Reads all of it.
     *
     * @throws IOException when it is not a CRL in DER, or cannot be read
     */
    static Frame read(InputStream in, PublicKey key, Entries entries) throws IOException {
        try {
            return new CrlReader(in, key).certificateList(entries);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException("not a CRL: " + e.getMessage(), e);
        }
    }

    private Frame certificateList(Entries entries) throws IOException, GeneralSecurityException {
        long end = in.begin(SEQUENCE);
        in.mark();
        long signedEnd = in.begin(SEQUENCE);
        require(in.value(INTEGER, 1)[0] == 1, "version");
        byte[] algorithm = in.value(SEQUENCE, SMALL);
        Signature signature = Signature.getInstance(oid(algorithm));
        signature.initVerify(key);
        in.feed(signature);
        byte[] issuer = in.whole(SEQUENCE, SMALL);
        Instant thisUpdate = time();
        Optional<Instant> nextUpdate = isTime(in.peek()) ? Optional.of(time()) : Optional.empty();
        int count = 0;
        boolean unknown = false;
        if (in.position() < signedEnd && in.peek() == SEQUENCE) {
            long entriesEnd = in.begin(SEQUENCE);
            while (in.position() < entriesEnd) {
                unknown |= entry(entries);
                count++;
            }
            require(in.position() == entriesEnd && count > 0, "entries");
        }
        Map<String, Extension> extensions = Map.of();
        if (in.position() < signedEnd) {
            long extensionsEnd = in.begin(EXTENSIONS);
            extensions = extensions(in.value(SEQUENCE, SMALL));
            require(in.position() == extensionsEnd, "extensions");
        }
        require(in.position() == signedEnd, "end of what is signed");
        in.feedNoMore();
        require(Arrays.equals(in.value(SEQUENCE, SMALL), algorithm), "another algorithm");
        byte[] bits = in.value(BIT_STRING, SMALL);
        require(bits.length > 1 && bits[0] == 0, "signature");
        require(in.position() == end && in.isAtEnd(), "something follows");
        return new Frame(issuer, thisUpdate, nextUpdate, count, unknown, extensions, verifies(signature, bits));
    }

    private static boolean verifies(Signature signature, byte[] bits) {
        try {
            return signature.verify(bits, 1, bits.length - 1);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Whether the entry has a critical extension; none of ours has. */
    private boolean entry(Entries entries) throws IOException {
        long end = in.begin(SEQUENCE);
        byte[] serial = in.value(INTEGER, LONGEST_SERIAL + 1);
        require(isShortest(serial), "serial number");
        entries.shown(new BigInteger(serial));
        time();
        boolean critical = false;
        if (in.position() < end) {
            critical = extensions(in.value(SEQUENCE, SMALL)).values().stream().anyMatch(Extension::critical);
        }
        require(in.position() == end, "entry");
        return critical;
    }

    private static boolean isShortest(byte[] integer) {
        return integer.length == 1 || !((integer[0] == 0 && integer[1] >= 0) || (integer[0] == -1 && integer[1] < 0));
    }

    private static Map<String, Extension> extensions(byte[] sequence) throws IOException {
        Map<String, Extension> extensions = new LinkedHashMap<>();
        Octets in = Octets.over(sequence);
        while (!in.isAtEnd()) {
            long end = in.begin(SEQUENCE);
            String oid = HexFormat.of().formatHex(in.value(OBJECT_IDENTIFIER, SMALL));
            boolean critical = false;
            if (in.peek() == BOOLEAN) {
                critical = in.value(BOOLEAN, 1)[0] != 0;
            }
            Extension extension = new Extension(critical, in.value(OCTET_STRING, SMALL));
            require(in.position() == end, "extension");
            require(extensions.put(oid, extension) == null, "an extension twice");
        }
        return extensions;
    }

    private Instant time() throws IOException {
        int tag = in.peek();
        require(isTime(tag), "time");
        String text = new String(in.value(tag, SMALL), StandardCharsets.US_ASCII);
        if (tag == UTC_TIME) {
            require(text.length() == "yyMMddHHmmssZ".length(), "UTCTime");
            int year = Integer.parseInt(text.substring(0, 2));
            text = (year < UTC_PIVOT ? "20" : "19") + text;
        }
        require(text.endsWith("Z"), "time zone");
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static boolean isTime(int tag) {
        return tag == UTC_TIME || tag == GENERALIZED_TIME;
    }

    /** The dotted form of the object identifier that an AlgorithmIdentifier begins with. */
    private static String oid(byte[] algorithm) throws IOException {
        byte[] oid = Octets.over(algorithm).value(OBJECT_IDENTIFIER, SMALL);
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        for (byte octet : oid) {
            arc = Math.addExact(Math.multiplyExact(arc, 128L), octet & 0x7f);
            if (octet >= 0) {
                if (dotted.isEmpty()) {
                    long first = Math.min(arc / 40, 2);
                    dotted.append(first).append('.').append(arc - first * 40);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return dotted.toString();
    }

    private static void require(boolean met, String what) throws IOException {
        if (!met) {
            throw new IOException("not a CRL: " + what);
        }
    }

    /** Values in DER, one after the other; what has been passed goes to the signature. */
    private static final class Octets {

        static final int BUFFER = 64 * 1024;
        private static final int SHORT_FORM = 0x80;
        private static final int LENGTH_OCTETS = 0x7f;
        private static final int LONGEST_LENGTH = 5;

        private final InputStream source;
        private final byte[] buffer;
        private Optional<Signature> signature = Optional.empty();
        private boolean marked;
        private int unfed;
        private int next;
        private int limit;
        private long before;

        Octets(InputStream source, int size) {
            this.source = source;
            this.buffer = new byte[size];
        }

        /** Values that are in memory: the buffer holds them all. */
        static Octets over(byte[] values) {
            return new Octets(new ByteArrayInputStream(values), values.length);
        }

        long position() {
            return before + next;
        }

        boolean isAtEnd() throws IOException {
            return !fill(1);
        }

        /** From here on everything is kept for the signature. */
        void mark() {
            marked = true;
            unfed = next;
        }

        void feed(Signature to) {
            signature = Optional.of(to);
        }

        void feedNoMore() throws IOException {
            flush();
            marked = false;
        }

        int peek() throws IOException {
            need(1);
            return buffer[next] & 0xff;
        }

        /** Tag and length of a value that is looked into; the position of its end. */
        long begin(int tag) throws IOException {
            long length = header(tag);
            return position() + length;
        }

        /** The content of a value that is not longer than that. */
        byte[] value(int tag, int longest) throws IOException {
            long length = header(tag);
            require(length > 0 && length <= longest, "length of a value");
            need((int) length);
            byte[] content = Arrays.copyOfRange(buffer, next, next + (int) length);
            next += (int) length;
            return content;
        }

        /** A value with its tag and length. */
        byte[] whole(int tag, int longest) throws IOException {
            fill(longest + LONGEST_LENGTH + 2);
            int from = next;
            value(tag, longest);
            return Arrays.copyOfRange(buffer, from, next);
        }

        private long header(int tag) throws IOException {
            need(2);
            require((buffer[next] & 0xff) == tag, "tag %02x instead of %02x".formatted(buffer[next] & 0xff, tag));
            int first = buffer[next + 1] & 0xff;
            next += 2;
            if (first < SHORT_FORM) {
                return first;
            }
            int octets = first & LENGTH_OCTETS;
            require(octets > 0 && octets <= LONGEST_LENGTH, "length");
            need(octets);
            long length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | buffer[next++] & 0xff;
            }
            require(length >= SHORT_FORM && length >>> (8 * (octets - 1)) != 0, "length is not the shortest");
            return length;
        }

        private void need(int count) throws IOException {
            require(fill(count), "it ends too early");
        }

        /** Whether so many octets stand in the buffer. */
        private boolean fill(int count) throws IOException {
            if (limit - next >= count) {
                return true;
            }
            flush();
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            before += next;
            limit -= next;
            next = 0;
            unfed = 0;
            limit += source.readNBytes(buffer, limit, buffer.length - limit);
            return limit >= count;
        }

        private void flush() throws IOException {
            if (!marked || next == unfed) {
                return;
            }
            try {
                // before the algorithm is known nothing leaves the buffer: it is far larger than the header
                Signature to = signature.orElseThrow(() -> new IOException("not a CRL: its header is too long"));
                to.update(buffer, unfed, next - unfed);
                unfed = next;
            } catch (GeneralSecurityException e) {
                throw new IOException("the signature cannot be checked", e);
            }
        }
    }
}
