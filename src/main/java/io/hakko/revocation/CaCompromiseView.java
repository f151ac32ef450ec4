package io.hakko.revocation;

import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import java.time.Instant;

/**
 * A compromise of an authority as people see it.
 *
 * @param state name of its state
 * @param live certificates that are issued, not expired and not revoked
 * @param requested how many revocations are requested
 */
public record CaCompromiseView(
        CaseNumber number,
        String authority,
        String explanation,
        Actor proposedBy,
        Instant proposedAt,
        String state,
        long live,
        int requested) {}
