package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.util.Optional;

/** A card in a reader that is looked at and not written to. Every method throws {@link CardFault} when the card fails. */
public interface CardReading extends AutoCloseable {

    ChipSerial chip();

    /** Whether nothing was written to the card yet. */
    boolean isBlank();

    /** The certificate in the signature slot. */
    Optional<byte[]> certificate();

    Optional<CardNumber> number();

    @Override
    void close();
}
