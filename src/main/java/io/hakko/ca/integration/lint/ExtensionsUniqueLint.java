package io.hakko.ca.integration.lint;

/** No extension stands twice. */
final class ExtensionsUniqueLint implements Lint {

    @Override
    public String id() {
        return "extensionsUnique";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.extensions().stream()
                        .map(Specimen.Field::oid)
                        .distinct()
                        .count()
                == specimen.extensions().size();
    }
}
