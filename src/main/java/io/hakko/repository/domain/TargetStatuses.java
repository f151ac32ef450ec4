package io.hakko.repository.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where it is kept how far every target is. */
public interface TargetStatuses {

    /** Takes a target's row for the rest of the transaction; empty when another node has it. */
    Optional<TargetStatus> tryLock(String target, String caId);

    void delivered(String target, String caId, long number, Instant at);

    void failed(String target, String caId, Instant at, Instant nextAttempt, String error);

    List<TargetStatus> all();
}
