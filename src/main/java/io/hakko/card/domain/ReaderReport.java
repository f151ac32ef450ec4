package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import java.util.Optional;

/**
 * What a station says of its reader.
 *
 * @param card what lies in it, if it can be read
 */
public record ReaderReport(String reader, boolean connected, Optional<Reading> card) {

    /**
     * What was read from a card. Of one that is being made, the chip only.
     *
     * @param blank whether nothing was written to it yet
     */
    public record Reading(ChipSerial chip, boolean blank, Optional<CardNumber> number, Optional<Der> certificate) {}
}
