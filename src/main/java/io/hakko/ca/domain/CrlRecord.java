package io.hakko.ca.domain;

import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.time.Instant;
import java.util.Optional;

/**
 * A CRL from the moment its number was allocated.
 *
 * @param signed empty until it is signed
 */
public record CrlRecord(String caId, long number, State state, Optional<Signed> signed) {

    /** REQUESTED, SIGNED, then PUBLISHED, or SUPERSEDED when a newer one was published first. */
    public enum State {
        REQUESTED,
        SIGNED,
        PUBLISHED,
        SUPERSEDED
    }

    /**
     * What was signed.
     *
     * @param arl the list of authorities of the same number; older CRLs have none
     */
    public record Signed(Instant thisUpdate, Instant nextUpdate, int entries, DerContent crl, Optional<Der> arl) {}
}
