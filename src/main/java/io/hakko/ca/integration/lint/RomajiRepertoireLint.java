package io.hakko.ca.integration.lint;

/** The subject has letters, digits and signs of PrintableString (X.680) only. */
final class RomajiRepertoireLint implements Lint {

    @Override
    public String id() {
        return "romajiRepertoire";
    }

    @Override
    public String source() {
        return "A-CHR-01";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.subject().stream()
                .allMatch(attribute -> attribute.text().matches("[A-Za-z0-9 '()+,./:=?-]*"));
    }
}
