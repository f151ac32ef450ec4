package io.hakko.revocation.domain;

import io.hakko.shared.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 原本待ち: the originals that have to follow a FAX (D-15).
 *
 * @param lastDay by when they must have come
 * @param arrivedOn when they came
 * @param closedBecause why nobody waits for them any more
 * @param settledBy who entered that
 */
public record Originals(
        LocalDate lastDay,
        Optional<LocalDate> arrivedOn,
        Optional<String> closedBecause,
        Optional<Actor> settledBy,
        Optional<Instant> settledAt) {

    public static Originals dueBy(LocalDate lastDay) {
        return new Originals(lastDay, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Originals arrived(LocalDate day, Actor by, Instant at) {
        return new Originals(lastDay, Optional.of(day), Optional.empty(), Optional.of(by), Optional.of(at));
    }

    public Originals closed(String because, Actor by, Instant at) {
        return new Originals(lastDay, Optional.empty(), Optional.of(because), Optional.of(by), Optional.of(at));
    }
}
