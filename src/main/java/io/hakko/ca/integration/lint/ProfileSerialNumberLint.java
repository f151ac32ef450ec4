package io.hakko.ca.integration.lint;

/** The serial number is the one that the journal is about to record. */
final class ProfileSerialNumberLint implements Lint {

    @Override
    public String id() {
        return "profileSerialNumber";
    }

    @Override
    public String source() {
        return "A-GEN-04";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.serialNumber()
                .getValue()
                .equals(specimen.meant().serial().value());
    }
}
