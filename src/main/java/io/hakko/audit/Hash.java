package io.hakko.audit;

import java.util.HexFormat;

/** A SHA-256 value in lower-case hex. */
record Hash(String hex) {

    static final Hash NONE = new Hash("00".repeat(32));

    Hash {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("not a SHA-256 value");
        }
    }

    static Hash of(byte[] bytes) {
        return new Hash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
