package io.hakko.repository.domain;

import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A published CRL.
 *
 * @param entries how many certificates are on it
 * @param revocations how many the authority had altogether when it was published, expired ones among them
 */
public record StoredCrl(
        String caId,
        long number,
        DerContent crl,
        Optional<Der> arl,
        int entries,
        long revocations,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant publishedAt) {}
