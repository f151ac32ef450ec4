package io.hakko.shared;

import java.util.regex.Pattern;

/**
 * 16-digit number on the face of a card (A-REV-11, D-08): four digits of the service profile, eleven of a sequence, one
 * Luhn check digit. Every card made gets a new one, also a remake (A-RNW-04).
 */
public record CardNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{16}");

    public CardNumber {
        if (!FORM.matcher(value).matches() || luhnSum(value) % 10 != 0) {
            throw new IllegalArgumentException("not a card number: " + value);
        }
    }

    public static CardNumber of(String value) {
        return new CardNumber(value);
    }

    /**
     * @param prefix four digits of the profile
     * @param sequence 0 … 99,999,999,999
     */
    public static CardNumber of(String prefix, long sequence) {
        String body = "%s%011d".formatted(prefix, sequence);
        int check = (10 - luhnSum(body + "0") % 10) % 10;
        return new CardNumber(body + check);
    }

    private static int luhnSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }

    @Override
    public String toString() {
        return value;
    }
}
