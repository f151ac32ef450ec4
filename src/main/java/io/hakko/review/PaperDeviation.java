package io.hakko.review;

import java.util.Optional;

/**
 * A paper that is not as the service wants it.
 *
 * @param position position among the papers presented; empty for one that is missing
 * @param kind code of its kind
 * @param label Japanese name of its kind
 * @param problem what is wrong, Japanese
 */
public record PaperDeviation(Optional<Integer> position, String kind, String label, String problem) {}
