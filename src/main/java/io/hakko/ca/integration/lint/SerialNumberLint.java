package io.hakko.ca.integration.lint;

/** The serial number is positive and has at most 20 octets. */
final class SerialNumberLint implements Lint {

    private static final int MOST_OCTETS = 20;

    @Override
    public String id() {
        return "serialNumber";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        byte[] octets = specimen.serialNumber().getValue().toByteArray();
        return specimen.serialNumber().getValue().signum() > 0 && octets.length <= MOST_OCTETS;
    }
}
