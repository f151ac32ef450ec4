package io.hakko.policy;

/**
 * An attribute of a distinguished name that a certificate of ours can have, by the word a profile writes for it.
 *
 * @see NamePart
 */
public enum NameField {
    /** countryName. */
    C(2),
    /** stateOrProvinceName. */
    ST(128),
    /** localityName. */
    L(128),
    /** streetAddress. */
    STREET(128),
    /** organizationName. */
    O(64),
    /** organizationalUnitName. */
    OU(64),
    /** title. */
    T(64),
    /** commonName. */
    CN(64),
    /** serialNumber of a name, not of a certificate. */
    SERIALNUMBER(64),
    /** organizationIdentifier (X.520). */
    ORGANIZATIONIDENTIFIER(64),
    /** description. */
    DESCRIPTION(1024);

    private final int limit;

    NameField(int limit) {
        this.limit = limit;
    }

    /** Upper bound in characters (RFC 5280 appendix A.1, X.520). */
    public int limit() {
        return limit;
    }
}
