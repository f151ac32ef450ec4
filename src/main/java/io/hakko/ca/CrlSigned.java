package io.hakko.ca;

import java.time.Instant;

/** A CRL was signed. */
public record CrlSigned(CrlKey key, Instant thisUpdate, Instant nextUpdate, int entries) {}
