package io.hakko.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * An entry as it stands in the trail.
 *
 * @param sequence 1, 2, 3 … without a gap
 * @param at when, to the microsecond
 * @param detail canonical JSON object with sorted names
 * @param previousHash hash of the entry before, 32 zero bytes for the first
 * @param hash SHA-256 over all other fields
 */
record ChainedEntry(
        long sequence,
        Instant at,
        String actor,
        String event,
        String key,
        String process,
        String element,
        String reason,
        String before,
        String after,
        String detail,
        Hash previousHash,
        Hash hash) {

    private static final int FORM_OF_HASHED_BYTES = 1;

    /** The texts in the order in which they are hashed. */
    List<String> texts() {
        return List.of(actor, event, key, process, element, reason, before, after, detail);
    }

    /** SHA-256 over a version byte and the fields in order, each text with its length before it. */
    Hash computedHash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM_OF_HASHED_BYTES);
            out.writeLong(sequence);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (String text : texts()) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
            out.write(previousHash.bytes());
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw impossible instanceof IOException io
                    ? new UncheckedIOException(io)
                    : new IllegalStateException(impossible);
        }
    }
}
