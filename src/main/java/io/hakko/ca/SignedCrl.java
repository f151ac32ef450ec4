package io.hakko.ca;

import io.hakko.shared.Der;
import java.time.Instant;

/**
 * A signed CRL.
 *
 * @param entries how many certificates are on it
 */
public record SignedCrl(CrlKey key, Instant thisUpdate, Instant nextUpdate, int entries, Der der) {}
