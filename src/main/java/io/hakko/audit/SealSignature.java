package io.hakko.audit;

import java.util.HexFormat;

/** The signature of a seal, in lower-case hex. */
public record SealSignature(String hex) {

    public static SealSignature of(byte[] bytes) {
        return new SealSignature(HexFormat.of().formatHex(bytes));
    }

    /** As the key made it. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
