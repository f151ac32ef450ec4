package io.hakko.card;

import io.hakko.shared.Refusal;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Reasons that people write: whoever has just read a PIN shall not write it down there. */
final class Reasons {

    /** As many digits as the shortest PIN has, perhaps in groups. */
    private static final Pattern DIGITS_LIKE_A_PIN = Pattern.compile("[0-9](?:[-‐‑−– ]?[0-9]){5}");

    private Reasons() {}

    /** The reason in words, trimmed. */
    static String withoutPin(String reason) {
        String words = reason.strip();
        if (words.isEmpty()) {
            throw Refusal.at("/reason", CardRefusal.REASON_MISSING);
        }
        if (DIGITS_LIKE_A_PIN
                .matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .find()) {
            throw Refusal.at("/reason", CardRefusal.REASON_WITH_DIGITS);
        }
        return words;
    }
}
