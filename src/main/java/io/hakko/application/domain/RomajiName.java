package io.hakko.application.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** A name in Latin letters. */
public record RomajiName(String family, String given) {

    private static final Pattern PART = Pattern.compile("[A-Z][A-Za-z]*([ '-][A-Za-z]+)*");

    /** The spelling that the rules suggest for a reading, when this one differs from it (AMB-09). */
    public Optional<String> suggestion(String nameKana) {
        return Hepburn.of(nameKana).filter(suggested -> !suggested.equals(family + " " + given));
    }

    public RomajiName {
        if (!PART.matcher(family).matches() || !PART.matcher(given).matches()) {
            throw new IllegalArgumentException("not a name in Latin letters");
        }
    }
}
