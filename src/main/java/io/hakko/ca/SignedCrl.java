package io.hakko.ca;

import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A signed CRL.
 *
 * @param entries how many certificates are on it
 * @param arl the list of revoked authorities, signed with it; older CRLs have none
 */
public record SignedCrl(
        CrlKey key, Instant thisUpdate, Instant nextUpdate, int entries, DerContent content, Optional<Der> arl) {}
