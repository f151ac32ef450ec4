package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** A chip serial as somebody has sent it. */
final class ChipText {

    private static final String FIELD = "/chipSerial";

    private ChipText() {}

    /**
     * Reads it.
     *
     * @throws Refusal at {@code /chipSerial} when it is none
     */
    static ChipSerial read(@Nullable String text) {
        try {
            return ChipSerial.of(text == null ? "" : text);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.at(FIELD, CardRefusal.CHIP_SERIAL_FORM);
        }
    }

    /**
     * Reads that of the card in the reader.
     *
     * @throws Refusal at {@code /chipSerial} when it is none, or there is no card
     */
    static ChipSerial inserted(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.at(FIELD, CardRefusal.NO_CARD);
        }
        return read(text);
    }
}
