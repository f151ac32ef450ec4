package io.hakko.card;

/** Whoever puts PIN and unblocking value on the PIN letter. */
@FunctionalInterface
public interface PinReader {

    /**
     * Reads the digits (ASCII). Both arrays are wiped when this returns; keep no copy.
     *
     * @param unblocking empty when the card cannot be unblocked
     */
    void read(byte[] pin, byte[] unblocking);
}
