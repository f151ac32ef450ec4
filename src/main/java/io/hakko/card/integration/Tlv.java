package io.hakko.card.integration;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** BER-TLV (ISO 7816-4 annex E), as far as PIV needs it. */
final class Tlv {

    private Tlv() {}

    static byte[] of(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (tag > 0xFFFF) {
            out.write(tag >> 16);
        }
        if (tag > 0xFF) {
            out.write(tag >> 8);
        }
        out.write(tag);
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The value of the first object with this tag among siblings. */
    static Optional<byte[]> find(byte[] siblings, int tag) {
        ByteBuffer in = ByteBuffer.wrap(siblings);
        while (in.hasRemaining()) {
            int found = tag(in);
            int length = length(in);
            if (length < 0 || length > in.remaining()) {
                return Optional.empty();
            }
            byte[] value = new byte[length];
            in.get(value);
            if (found == tag) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static int tag(ByteBuffer in) {
        int tag = in.get() & 0xFF;
        if ((tag & 0x1F) == 0x1F && in.hasRemaining()) {
            tag = (tag << 8) | (in.get() & 0xFF);
        }
        return tag;
    }

    private static int length(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return -1;
        }
        int first = in.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7F;
        if (count > 2 || count > in.remaining()) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (in.get() & 0xFF);
        }
        return length;
    }
}
