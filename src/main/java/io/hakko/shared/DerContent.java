package io.hakko.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * DER-encoded bytes that may be too many for memory, such as a large CRL: read as a stream, compared by length and SHA-256.
 */
public final class DerContent {

    private final long length;
    private final String sha256;
    private final Source source;

    /** Where the bytes lie. */
    @FunctionalInterface
    public interface Source {

        /** The bytes from an offset on; the caller closes. */
        InputStream open(long offset) throws IOException;
    }

    /**
     * @param sha256 SHA-256 of all bytes in lower-case hex
     */
    public DerContent(long length, String sha256, Source source) {
        if (length <= 0) {
            throw new IllegalArgumentException("empty encoding");
        }
        this.length = length;
        this.sha256 = sha256;
        this.source = source;
    }

    /** Content that is in memory. */
    public static DerContent of(Der der) {
        return new DerContent(der.length(), der.sha256(), offset -> {
            InputStream in = new ByteArrayInputStream(der.bytes());
            in.skipNBytes(offset);
            return in;
        });
    }

    public long length() {
        return length;
    }

    /** SHA-256 of the bytes in lower-case hex. */
    public String sha256() {
        return sha256;
    }

    /** All bytes; the caller closes. */
    public InputStream open() throws IOException {
        return open(0);
    }

    /** The bytes from an offset on; the caller closes. */
    public InputStream open(long offset) throws IOException {
        return source.open(offset);
    }

    /** All bytes at once, for content that is known to be small. */
    public Der read() {
        try (InputStream in = open()) {
            return Der.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("stored bytes cannot be read", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DerContent that && length == that.length && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return "DER of " + length + " bytes";
    }
}
