package io.hakko.repository.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a target is with the CRLs of an authority.
 *
 * @param number the newest CRL that was delivered and read back; 0 when there is none
 * @param failingSince since when every attempt has failed
 * @param nextAttempt when it is tried again
 * @param error what the last attempt met with
 */
public record TargetStatus(
        String target,
        String caId,
        long number,
        Optional<Instant> deliveredAt,
        Optional<Instant> failingSince,
        int failures,
        Optional<Instant> nextAttempt,
        Optional<String> error) {}
