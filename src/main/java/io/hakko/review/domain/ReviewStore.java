package io.hakko.review.domain;

import io.hakko.shared.ApplicationNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where reviews, rounds and decisions are kept. */
public interface ReviewStore {

    /** Keeps a verdict and returns its id. */
    long add(ApplicationNumber application, Review review);

    List<Review> reviews(ApplicationNumber application);

    /** Opens the next round for a deficient verdict and returns its number. */
    int openRound(ApplicationNumber application, long review);

    /** The round opened last. */
    Optional<Round> lastRound(ApplicationNumber application);

    /** Deemed arrival of the first deficiency notice that was posted. */
    Optional<LocalDate> firstNotice(ApplicationNumber application);

    void notified(ApplicationNumber application, int round, LocalDate deemedArrival, LocalDate lastDay);

    void extended(ApplicationNumber application, int round, LocalDate lastDay);

    void corrected(ApplicationNumber application, int round, LocalDate arrivedOn, Instant at);

    void lapsed(ApplicationNumber application, int round, Instant at);

    void add(ApplicationNumber application, Decision decision);

    List<Decision> decisions(ApplicationNumber application);

    /**
     * A verdict.
     *
     * @param answers answer to each item of the checklist
     */
    record Review(
            boolean complete,
            Map<String, Boolean> answers,
            List<Finding> findings,
            Optional<String> note,
            String by,
            Instant at) {

        public Review {
            answers = Map.copyOf(answers);
            findings = List.copyOf(findings);
        }
    }
}
