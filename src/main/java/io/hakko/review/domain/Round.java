package io.hakko.review.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A deficiency round.
 *
 * @param number 1 for the first notice of an application
 * @param deemedArrival of the notice (B-NOT-02), once it is posted
 * @param lastDay by when corrected papers must have arrived
 * @param correctedOn when they arrived
 * @param lapsedAt when the deadline had passed and the arrivals were closed
 */
public record Round(
        int number,
        long review,
        List<Finding> findings,
        Optional<LocalDate> deemedArrival,
        Optional<LocalDate> lastDay,
        Optional<LocalDate> correctedOn,
        Optional<Instant> lapsedAt) {

    public Round {
        findings = List.copyOf(findings);
    }
}
