package io.hakko.shared;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what looks like an individual number (個人番号, My Number) in free text, so that none is ever stored (D-13): twelve
 * digits on their own, perhaps in groups, with the right check digit.
 */
public final class MyNumbers {

    private static final Pattern TWELVE_DIGITS =
            Pattern.compile("(?<![0-9])(?<![0-9][-‐‑−– ])[0-9](?:[-‐‑−– ]?[0-9]){11}(?![-‐‑−– ]?[0-9])");

    private MyNumbers() {}

    /** Whether the text contains something that looks like an individual number; full-width digits count as digits. */
    public static boolean isIn(String text) {
        Matcher matcher = TWELVE_DIGITS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            if (hasCheckDigit(matcher.group().replaceAll("[^0-9]", ""))) {
                return true;
            }
        }
        return false;
    }

    /** Check digit 11 − (Σ Pn·Qn mod 11), 0 when the remainder is 0 or 1; n counts from the right. */
    private static boolean hasCheckDigit(String digits) {
        int sum = 0;
        for (int n = 1; n <= 11; n++) {
            int weight = n <= 6 ? n + 1 : n - 5;
            sum += (digits.charAt(11 - n) - '0') * weight;
        }
        int remainder = sum % 11;
        int check = remainder <= 1 ? 0 : 11 - remainder;
        return check == digits.charAt(11) - '0';
    }
}
