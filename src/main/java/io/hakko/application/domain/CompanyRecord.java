package io.hakko.application.domain;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** 企業台帳: a company without corporate number, as a clerk has confirmed it (D-09). */
public record CompanyRecord(long id, String name, String headOffice) {

    private static final Pattern KEY = Pattern.compile("CR-[0-9]{6,18}");

    /** Key under which its cards are counted. */
    public String key() {
        return "CR-%06d".formatted(id);
    }

    /** The id in a key. */
    public static Optional<Long> idOf(String key) {
        return KEY.matcher(key).matches() ? Optional.of(Long.valueOf(key.substring(3))) : Optional.empty();
    }

    /** Name and head office without what clerks type differently: width, case and spaces. */
    public static String normalized(String name, String headOffice) {
        return normalized(name) + "|" + normalized(headOffice);
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\s　]", "")
                .replaceAll("[‐‑−–—ーｰ]", "-")
                .toUpperCase(java.util.Locale.ROOT);
    }
}
