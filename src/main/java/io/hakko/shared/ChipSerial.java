package io.hakko.shared;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Serial number of a card's chip, eight bytes, in upper-case hex. A chip is used for one card only. */
public record ChipSerial(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-F]{16}");

    public ChipSerial {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a chip serial: " + value);
        }
    }

    public static ChipSerial of(String value) {
        return new ChipSerial(value.strip().toUpperCase(Locale.ROOT));
    }

    public static ChipSerial of(byte[] bytes) {
        return new ChipSerial(HexFormat.of().withUpperCase().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
