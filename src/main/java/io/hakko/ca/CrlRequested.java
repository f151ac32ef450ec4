package io.hakko.ca;

import java.time.Instant;

/** A CRL number was allocated; the CRL is to be signed and published. */
public record CrlRequested(CrlKey key, Instant at) {}
