package io.hakko.ca.integration.lint;

import java.util.List;

/** No unique identifiers of issuer or subject; behind the public key there are the extensions and nothing else. */
final class UniqueIdentifiersLint implements Lint {

    private static final int EXTENSIONS = 3;

    @Override
    public String id() {
        return "uniqueIdentifiers";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.8";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.tagsBehindThePublicKey().equals(List.of(EXTENSIONS));
    }
}
