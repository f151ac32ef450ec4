package io.hakko.ca.integration.lint;

import java.net.URI;

/** The addresses of the authority's certificate are those of the profile. */
final class ProfileAuthorityInformationLint implements Lint {

    @Override
    public String id() {
        return "profileAuthorityInformation";
    }

    @Override
    public String source() {
        return "CARD-AND-CA 7";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Addresses.ofAuthority(specimen).stream()
                .map(URI::toString)
                .toList()
                .equals(specimen.meant().caIssuers());
    }
}
