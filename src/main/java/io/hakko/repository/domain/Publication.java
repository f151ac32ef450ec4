package io.hakko.repository.domain;

import io.hakko.shared.Der;
import java.time.Instant;

/**
 * A CRL to be published.
 *
 * @param authority certificate of the authority
 * @param at when it is published
 */
public record Publication(
        String caId, long number, Der crl, Der authority, Instant thisUpdate, Instant nextUpdate, Instant at) {}
