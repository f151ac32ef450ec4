package io.hakko.ca.domain;

/** What a CRL speaks about. */
public enum CrlScope {
    /** Every certificate of the authority; no IssuingDistributionPoint. */
    EVERYTHING,
    /** Certificates of authorities only: an ARL, IssuingDistributionPoint with onlyContainsCACerts. */
    AUTHORITIES
}
