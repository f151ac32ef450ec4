package io.hakko.shared;

import java.util.regex.Pattern;

/** 法人番号: 13 digits, the first is the check digit 9 − (Σ Pn·Qn mod 9) over the other twelve (DATA.md 5). */
public record CorporateNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{13}");

    public CorporateNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a corporate number: " + value);
        }
    }

    public static CorporateNumber of(String value) {
        return new CorporateNumber(value);
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches() && value.charAt(0) - '0' == checkDigit(value.substring(1));
    }

    private static int checkDigit(String twelve) {
        int sum = 0;
        for (int n = 1; n <= 12; n++) {
            int digit = twelve.charAt(12 - n) - '0';
            sum += digit * (n % 2 == 1 ? 1 : 2);
        }
        return 9 - sum % 9;
    }

    @Override
    public String toString() {
        return value;
    }
}
