package io.hakko.repository.domain;

import io.hakko.shared.Der;
import java.time.Instant;

/** A published CRL. */
public record StoredCrl(
        String caId, long number, Der crl, Instant thisUpdate, Instant nextUpdate, Instant publishedAt) {}
