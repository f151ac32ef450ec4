package io.hakko.card;

import io.hakko.shared.ChipSerial;
import java.util.Optional;

/** The hand at a simulated reader: puts cards in and takes them out. Only there when the simulated reader is configured. */
public interface SimulatedCards {

    /** Takes a new blank card from the box and puts it into the reader; a card inside comes out first. */
    ChipSerial insertBlank();

    /**
     * Puts a card that exists into the reader; a card inside comes out first.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND when there is no such card; simulated cards live as long as the process
     */
    void insert(ChipSerial chip);

    /** Takes the card out. */
    void remove();

    Optional<ChipSerial> inserted();
}
