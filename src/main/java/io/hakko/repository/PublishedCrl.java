package io.hakko.repository;

import io.hakko.ca.CrlKey;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A CRL as the repository serves it.
 *
 * @param entries how many certificates are on it
 * @param arl the list of revoked authorities that was published with it
 */
public record PublishedCrl(
        CrlKey key,
        DerContent content,
        int entries,
        Optional<Der> arl,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant publishedAt) {}
