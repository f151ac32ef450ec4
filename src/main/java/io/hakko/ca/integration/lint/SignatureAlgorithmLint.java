package io.hakko.ca.integration.lint;

/** The algorithm is the same inside and outside of what is signed. */
final class SignatureAlgorithmLint implements Lint {

    @Override
    public String id() {
        return "signatureAlgorithm";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.1.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.innerAlgorithm().equals(specimen.outerAlgorithm());
    }
}
