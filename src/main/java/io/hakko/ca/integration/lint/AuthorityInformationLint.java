package io.hakko.ca.integration.lint;

/** Where the authority's certificate is stated to stand, it is an address by HTTP. */
final class AuthorityInformationLint implements Lint {

    @Override
    public String id() {
        return "authorityInformation";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.2.1";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Addresses.ofAuthority(specimen).stream().allMatch(uri -> "http".equals(uri.getScheme()));
    }
}
