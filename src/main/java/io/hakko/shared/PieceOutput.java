package io.hakko.shared;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** Cuts what is written into pieces of one size, the last one shorter, and takes their SHA-256. */
public final class PieceOutput extends OutputStream {

    /** Size of a piece in bytes. */
    public static final int PIECE = 256 * 1024;

    private final Keeper keeper;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[PIECE];
    private int filled;
    private int pieces;
    private long length;

    /** Keeps a piece. */
    @FunctionalInterface
    public interface Keeper {

        /**
         * @param number counted from 0
         */
        void keep(int number, byte[] piece);
    }

    public PieceOutput(Keeper keeper) {
        this.keeper = keeper;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        digest.update(bytes, from, count);
        length += count;
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, PIECE - filled);
            System.arraycopy(bytes, from + done, buffer, filled, part);
            filled += part;
            done += part;
            if (filled == PIECE) {
                keep();
            }
        }
    }

    /** Hands over the last piece. */
    @Override
    public void close() {
        if (filled > 0) {
            keep();
        }
    }

    /** Bytes written so far. */
    public long length() {
        return length;
    }

    /** SHA-256 of everything, in lower-case hex; to be asked once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void keep() {
        keeper.keep(pieces, filled == PIECE ? buffer : Arrays.copyOf(buffer, filled));
        pieces++;
        filled = 0;
    }
}
