package io.hakko.repository.domain;

import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A CRL to be published.
 *
 * @param arl the list of revoked authorities that was signed with it
 * @param authority certificates of the authority
 * @param entries how many certificates are on it
 * @param revocations how many the authority has altogether
 * @param at when it is published
 */
public record Publication(
        String caId,
        long number,
        DerContent crl,
        Optional<Der> arl,
        AuthorityCertificates authority,
        int entries,
        long revocations,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant at) {}
