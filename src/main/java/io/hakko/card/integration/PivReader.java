package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.shared.ChipSerial;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;

/** PIV cards in a reader that {@code javax.smartcardio} knows, simulated or real. One session at a time. */
final class PivReader implements CardReader {

    private final String name;
    private final Supplier<Optional<CardTerminal>> terminals;
    private final SecureMessaging messaging;
    private final byte[] managementKey;
    private final ReentrantLock lock = new ReentrantLock();

    PivReader(
            String name, Supplier<Optional<CardTerminal>> terminals, SecureMessaging messaging, byte[] managementKey) {
        this.name = name;
        this.terminals = terminals;
        this.messaging = messaging;
        this.managementKey = managementKey.clone();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isConnected() {
        return terminals.get().isPresent();
    }

    @Override
    public Optional<ChipSerial> inserted() {
        if (!terminals.get().map(PivReader::hasCard).orElse(false)) {
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
            CardTerminal terminal =
                    terminals.get().orElseThrow(() -> new CardFault(CardFault.Kind.ABSENT, "no reader"));
            return PivCard.connect(terminal, messaging, managementKey, lock::unlock);
        } catch (RuntimeException failed) {
            lock.unlock();
            throw failed;
        }
    }

    @Override
    public <T> T lent(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static boolean hasCard(CardTerminal terminal) {
        try {
            return terminal.isCardPresent();
        } catch (CardException unreadable) {
            return false;
        }
    }
}
