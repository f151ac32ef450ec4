package io.hakko.ca.integration.lint;

import java.net.URI;

/** The addresses of the CRL are those of the profile, in its order. */
final class ProfileDistributionPointsLint implements Lint {

    @Override
    public String id() {
        return "profileDistributionPoints";
    }

    @Override
    public String source() {
        return "A-GEN-10";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Addresses.ofCrl(specimen).stream()
                .map(URI::toString)
                .toList()
                .equals(specimen.meant().distributionPoints());
    }
}
