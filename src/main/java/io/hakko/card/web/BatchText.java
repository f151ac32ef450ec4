package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.domain.BatchNumber;
import io.hakko.shared.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch number as somebody has sent it. */
final class BatchText {

    private BatchText() {}

    /**
     * Reads it.
     *
     * @throws Refusal NOT_FOUND when it is none
     */
    static BatchNumber read(String text) {
        try {
            return BatchNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.UNKNOWN_BATCH, text);
        }
    }

    /** The same for a field that may stay empty. */
    static Optional<BatchNumber> optional(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(read(text));
    }
}
