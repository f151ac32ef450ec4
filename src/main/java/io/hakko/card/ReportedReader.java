package io.hakko.card;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.Tries;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;
import java.util.Optional;

/** A reader that stands elsewhere, as its station has reported it. Its cards can be looked at, not written to. */
record ReportedReader(ReaderReport report) implements CardReader {

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
    public CardSession open() {
        return new Look(report.card().orElseThrow(() -> new CardFault(CardFault.Kind.ABSENT, "no card reported")));
    }

    private record Look(ReaderReport.Reading card) implements CardSession {

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
        public RSAPublicKey generateKey(Tries tries) {
            throw elsewhere();
        }

        @Override
        public void importKey(Tries tries, RSAPrivateCrtKey key) {
            throw elsewhere();
        }

        @Override
        public void write(CardNumber number, LocalDate expiry, byte[] certificate) {
            throw elsewhere();
        }

        @Override
        public void setPin(byte[] pin, byte[] unblocking) {
            throw elsewhere();
        }

        @Override
        public byte[] sign(byte[] pin, byte[] message) {
            throw elsewhere();
        }

        private static UnsupportedOperationException elsewhere() {
            return new UnsupportedOperationException("the card lies in a reader elsewhere");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
