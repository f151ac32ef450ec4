package io.hakko.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a seal says: that these entries stood in the trail when it was made.
 *
 * @param number 1, 2, 3 … without a gap
 * @param first the first entry it covers, the one after the last of the seal before
 * @param last the last entry it covers
 * @param entriesSha256 over the hashes of these entries one behind the other
 * @param keySha256 of the certificate of the key that signs it
 * @param previousSha256 over statement and signature of the seal before; zeros for the first
 */
public record SealStatement(
        long number, long first, long last, Instant at, String entriesSha256, String keySha256, String previousSha256) {

    private static final int FORM_OF_SIGNED_BYTES = 1;
    private static final String PURPOSE = "hakko audit seal";

    /** What is signed: the purpose, a version byte and the fields in order. */
    public byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(PURPOSE);
            out.writeByte(FORM_OF_SIGNED_BYTES);
            out.writeLong(number);
            out.writeLong(first);
            out.writeLong(last);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (String sha256 : new String[] {entriesSha256, keySha256, previousSha256}) {
                out.write(HexFormat.of().parseHex(sha256));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
