package io.hakko.ca.integration.lint;

/** The subject has the attributes of the profile's layout in its order, with the values of the order. */
final class ProfileSubjectLint implements Lint {

    @Override
    public String id() {
        return "profileSubject";
    }

    @Override
    public String source() {
        return "A-GEN-04";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Attributes.same(specimen.subject(), specimen.meant().subject());
    }
}
