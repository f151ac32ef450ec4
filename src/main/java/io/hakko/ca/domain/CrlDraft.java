package io.hakko.ca.domain;

import io.hakko.shared.Der;
import java.time.Instant;
import java.util.List;

/**
 * A CRL before it is encoded.
 *
 * @param entries encoded entries of revokedCertificates in the order in which they shall stand
 */
public record CrlDraft(
        String caId,
        String signatureAlgorithm,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        List<Der> entries) {

    public CrlDraft {
        entries = List.copyOf(entries);
        if (!nextUpdate.isAfter(thisUpdate)) {
            throw new IllegalArgumentException("a CRL ends after it begins");
        }
    }
}
