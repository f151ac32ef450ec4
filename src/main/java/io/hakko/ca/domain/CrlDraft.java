package io.hakko.ca.domain;

import java.time.Instant;

/**
 * A CRL before it is encoded.
 *
 * @param entries encoded entries of revokedCertificates in the order in which they shall stand
 */
public record CrlDraft(
        String caId,
        CrlScope scope,
        String signatureAlgorithm,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        RevokedEntries entries) {

    public CrlDraft {
        if (!nextUpdate.isAfter(thisUpdate)) {
            throw new IllegalArgumentException("a CRL ends after it begins");
        }
    }
}
