package io.hakko.card;

import io.hakko.shared.ChipSerial;
import java.util.List;
import java.util.Optional;

/** The station as its page shows it. */
public record StationStatus(
        String name, String reader, boolean readerConnected, Optional<ChipSerial> inserted, List<StationCard> cards) {}
