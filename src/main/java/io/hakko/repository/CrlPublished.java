package io.hakko.repository;

import io.hakko.ca.CrlKey;
import java.time.Instant;

/** A CRL stands on every target and was read back from there. */
public record CrlPublished(CrlKey key, Instant thisUpdate, Instant nextUpdate, int entries, Instant at) {}
