package io.hakko.revocation.domain;

import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person types to name a certificate: the 16 digits on the card face (A-REV-11) or the serial number in hex.
 * Both can be read from the same sixteen digits; then the card number goes first.
 */
public record CertificateReference(Optional<CardNumber> card, Optional<CertificateSerial> serial) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s:\\p{Pd}]");
    private static final Pattern CARD = Pattern.compile("[0-9]{16}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,40}");

    /** Reads what was typed; nothing is present when it can be neither. */
    public static CertificateReference parse(String typed) {
        String plain = SEPARATORS
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll("");
        return new CertificateReference(card(plain), serial(plain));
    }

    public boolean isReadable() {
        return card.isPresent() || serial.isPresent();
    }

    private static Optional<CardNumber> card(String plain) {
        try {
            return CARD.matcher(plain).matches() ? Optional.of(CardNumber.of(plain)) : Optional.empty();
        } catch (IllegalArgumentException wrongCheckDigit) {
            return Optional.empty();
        }
    }

    private static Optional<CertificateSerial> serial(String plain) {
        try {
            return HEX.matcher(plain).matches() ? Optional.of(CertificateSerial.ofHex(plain)) : Optional.empty();
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }
}
