package io.hakko.card;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReading;
import io.hakko.card.domain.CardSlot;
import io.hakko.card.domain.ReaderReport;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import java.util.Optional;

/** A reader that stands elsewhere, as its station has reported it. Its cards can be looked at, not written to. */
record ReportedReader(ReaderReport report) implements CardSlot {

    @Override
    public String name() {
        return report.reader();
    }

    @Override
    public boolean isConnected() {
        return report.connected();
    }

    @Override
    public Optional<ChipSerial> inserted() {
        return report.card().map(ReaderReport.Reading::chip);
    }

    @Override
    public CardReading open() {
        return new Look(report.card().orElseThrow(() -> new CardFault(CardFault.Kind.ABSENT, "no card reported")));
    }

    private record Look(ReaderReport.Reading card) implements CardReading {

        @Override
        public ChipSerial chip() {
            return card.chip();
        }

        @Override
        public boolean isBlank() {
            return card.blank();
        }

        @Override
        public Optional<byte[]> certificate() {
            return card.certificate().map(Der::bytes);
        }

        @Override
        public Optional<CardNumber> number() {
            return card.number();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
