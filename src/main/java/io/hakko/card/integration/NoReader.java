package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.shared.ChipSerial;
import java.util.Optional;

/** This node has no reader: it makes no cards. */
final class NoReader implements CardReader {

    @Override
    public String name() {
        return "なし";
    }

    @Override
    public boolean isConnected() {
        return false;
    }

    @Override
    public Optional<ChipSerial> inserted() {
        return Optional.empty();
    }

    @Override
    public CardSession open() {
        throw new CardFault(CardFault.Kind.ABSENT, "no reader");
    }
}
