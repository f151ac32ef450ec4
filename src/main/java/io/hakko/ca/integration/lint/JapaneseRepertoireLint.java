package io.hakko.ca.integration.lint;

import io.hakko.shared.JisRepertoire;

/** The Japanese name has characters of JIS X 0208 only: level 1, level 2 and non-kanji. */
final class JapaneseRepertoireLint implements Lint {

    @Override
    public String id() {
        return "japaneseRepertoire";
    }

    @Override
    public String source() {
        return "A-CHR-01";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.alternativeName().stream()
                .allMatch(attribute ->
                        JisRepertoire.firstOutside(attribute.text()).isEmpty());
    }
}
