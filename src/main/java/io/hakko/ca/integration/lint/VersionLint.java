package io.hakko.ca.integration.lint;

import java.util.Optional;

/** Version 3, since there are extensions. */
final class VersionLint implements Lint {

    private static final int V3 = 2;

    @Override
    public String id() {
        return "version";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.version().equals(Optional.of(V3));
    }
}
