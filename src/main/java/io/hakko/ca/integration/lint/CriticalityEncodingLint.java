package io.hakko.ca.integration.lint;

/** That an extension is not critical is the default and not written (X.690 11.5). */
final class CriticalityEncodingLint implements Lint {

    @Override
    public String id() {
        return "criticalityEncoding";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.extensions().stream().noneMatch(Specimen.Field::statesDefault);
    }
}
