package io.hakko.shared;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/** A stream over bytes that are kept in numbered pieces, of which one at a time is in memory. */
public final class PieceInput extends InputStream {

    private final IntFunction<Optional<byte[]>> pieces;
    private byte[] piece = {};
    private int next;
    private int position;
    private boolean ended;

    /**
     * @param pieces gives a piece by its number, from 0 on; nothing after the last
     * @param offset bytes to leave out
     */
    public PieceInput(IntFunction<Optional<byte[]>> pieces, long offset) {
        this.pieces = pieces;
        this.next = (int) (offset / PieceOutput.PIECE);
        int within = (int) (offset % PieceOutput.PIECE);
        if (within > 0 && hasMore()) {
            position = Math.min(within, piece.length);
        }
    }

    @Override
    public int read() {
        return hasMore() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, from, count);
        position += count;
        return count;
    }

    private boolean hasMore() {
        while (position == piece.length && !ended) {
            Optional<byte[]> found = pieces.apply(next);
            ended = found.isEmpty();
            if (!ended) {
                piece = found.get();
                next++;
                position = 0;
            }
        }
        return position < piece.length;
    }
}
