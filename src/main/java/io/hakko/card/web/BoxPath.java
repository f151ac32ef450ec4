package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.domain.BoxNumber;
import io.hakko.shared.Refusal;

/** A box number in an address. */
final class BoxPath {

    private BoxPath() {}

    /**
     * Reads it.
     *
     * @throws Refusal NOT_FOUND when it is none
     */
    static BoxNumber box(String text) {
        try {
            return BoxNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.UNKNOWN_BOX, text);
        }
    }
}
