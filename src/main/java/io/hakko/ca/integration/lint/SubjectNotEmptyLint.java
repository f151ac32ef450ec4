package io.hakko.ca.integration.lint;

/** The subject has a name, and nothing in it is blank. */
final class SubjectNotEmptyLint implements Lint {

    @Override
    public String id() {
        return "subjectNotEmpty";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.6";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return !specimen.subject().isEmpty()
                && specimen.subject().stream()
                        .noneMatch(attribute -> attribute.text().isBlank());
    }
}
