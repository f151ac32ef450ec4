package io.hakko.review;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** Japanese words of reviews, from the message bundle. */
final class Texts {

    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("messages.review", Locale.JAPANESE, Texts.class.getClassLoader());

    private Texts() {}

    static String of(String key) {
        return TEXTS.getString("review." + key);
    }

    static String of(String key, Object... arguments) {
        return new java.text.MessageFormat(of(key), Locale.JAPANESE).format(arguments);
    }

    /** The text, or another where there is none. */
    static String orElse(String key, String other) {
        try {
            return of(key);
        } catch (MissingResourceException e) {
            return other;
        }
    }
}
