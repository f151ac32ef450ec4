package io.hakko.ca.integration.lint;

import java.net.URI;
import java.util.List;
import java.util.Set;

/** Each distribution point has addresses by HTTP or LDAP, and is not cut down to some reasons. */
final class DistributionPointsLint implements Lint {

    @Override
    public String id() {
        return "distributionPoints";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.13";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        List<URI> addresses = Addresses.ofCrl(specimen);
        return !addresses.isEmpty()
                && addresses.stream().allMatch(uri -> Set.of("http", "ldap").contains(uri.getScheme()));
    }
}
