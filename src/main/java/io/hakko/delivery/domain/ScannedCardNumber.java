package io.hakko.delivery.domain;

import io.hakko.shared.CardNumber;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** What a clerk scanned or typed from a card face or a PIN letter; full-width digits, spaces and hyphens do not matter. */
public record ScannedCardNumber(String digits) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Pd}]");

    public static ScannedCardNumber parse(String typed) {
        return new ScannedCardNumber(SEPARATORS
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .replaceAll(""));
    }

    public boolean isEmpty() {
        return digits.isEmpty();
    }

    public boolean is(CardNumber card) {
        return digits.equals(card.value());
    }

    /** Whether it has the form and the check digit of a card number at all. */
    public boolean isCardNumber() {
        try {
            return is(CardNumber.of(digits));
        } catch (IllegalArgumentException misread) {
            return false;
        }
    }
}
