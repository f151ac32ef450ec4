package io.hakko.review;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The manager's decision after the deadline (D-03).
 *
 * @param extendTo new last day; empty: the application is rejected
 * @param reason why
 */
public record LapseDecision(Optional<LocalDate> extendTo, String reason) {

    public static LapseDecision reject(String reason) {
        return new LapseDecision(Optional.empty(), reason);
    }

    public static LapseDecision extend(LocalDate lastDay, String reason) {
        return new LapseDecision(Optional.of(lastDay), reason);
    }
}
