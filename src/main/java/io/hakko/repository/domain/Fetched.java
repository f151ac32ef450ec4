package io.hakko.repository.domain;

import io.hakko.shared.DerContent;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Comparison of what was fetched back with what was published, by reading all of it. */
public final class Fetched {

    private static final int BUFFER = 64 * 1024;

    private Fetched() {}

    /** Whether a place holds exactly that content now, whatever its notes say. */
    public static boolean equals(DerContent held, DerContent published) {
        try (InputStream in = held.open()) {
            return equals(in, published);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether a stream is exactly that content. */
    public static boolean equals(InputStream fetched, DerContent published) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = fetched.read(buffer); read >= 0; read = fetched.read(buffer)) {
            digest.update(buffer, 0, read);
            length += read;
        }
        return length == published.length()
                && HexFormat.of().formatHex(digest.digest()).equals(published.sha256());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
