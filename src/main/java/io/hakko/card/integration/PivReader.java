package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.shared.ChipSerial;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/** PIV cards in a reader that {@code javax.smartcardio} knows. One session at a time. */
final class PivReader implements CardReader {

    private final CardTerminal terminal;
    private final byte[] managementKey;
    private final ReentrantLock lock = new ReentrantLock();

    PivReader(CardTerminal terminal, byte[] managementKey) {
        this.terminal = terminal;
        this.managementKey = managementKey.clone();
    }

    @Override
    public String name() {
        return terminal.getName();
    }

    @Override
    public Optional<ChipSerial> inserted() {
        try {
            if (!terminal.isCardPresent()) {
                return Optional.empty();
            }
        } catch (CardException unreadable) {
            return Optional.empty();
        }
        try (CardSession session = open()) {
            return Optional.of(session.chip());
        } catch (CardFault notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public CardSession open() {
        lock.lock();
        try {
            return PivCard.connect(terminal, managementKey, lock::unlock);
        } catch (RuntimeException failed) {
            lock.unlock();
            throw failed;
        }
    }
}
