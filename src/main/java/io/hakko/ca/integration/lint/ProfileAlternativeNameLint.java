package io.hakko.ca.integration.lint;

/** The Japanese name has the attributes of the profile's layout in its order, with the values of the order. */
final class ProfileAlternativeNameLint implements Lint {

    @Override
    public String id() {
        return "profileAlternativeName";
    }

    @Override
    public String source() {
        return "A-GEN-04";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Attributes.same(specimen.alternativeName(), specimen.meant().alternativeName());
    }
}
