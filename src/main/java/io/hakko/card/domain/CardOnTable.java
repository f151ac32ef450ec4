package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;
import java.util.Optional;
import java.util.function.Supplier;

/** The card that is being worked on. It is opened when somebody needs it, and closed so that another process can open it. */
public final class CardOnTable implements AutoCloseable {

    private final CardReader reader;
    private final ChipSerial chip;
    private Optional<CardSession> open = Optional.empty();

    public CardOnTable(CardReader reader, ChipSerial chip) {
        this.reader = reader;
        this.chip = chip;
    }

    public ChipSerial chip() {
        return chip;
    }

    /**
     * The card, opened if it is not.
     *
     * @throws CardFault when it cannot be opened, or another card lies there
     */
    public CardSession session() {
        if (open.isEmpty()) {
            CardSession session = reader.open();
            open = Optional.of(session);
            if (!session.chip().equals(chip)) {
                throw new CardFault(CardFault.Kind.WRONG_CARD, "continue");
            }
        }
        return open.orElseThrow();
    }

    /** Closes it, if it is open, and lends the reader to another process. */
    public <T> T lent(Supplier<T> work) {
        close();
        return reader.lent(work);
    }

    @Override
    public void close() {
        Optional<CardSession> last = open;
        open = Optional.empty();
        last.ifPresent(CardSession::close);
    }
}
