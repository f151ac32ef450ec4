package io.hakko.card.integration;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;

/** The reader of this machine's PC/SC service, looked for anew each time: readers are plugged and unplugged. */
final class PcscTerminals implements Supplier<Optional<CardTerminal>> {

    private final String name;

    /**
     * @param name beginning of the reader's name; empty takes the only one
     */
    PcscTerminals(String name) {
        this.name = name;
    }

    @Override
    public Optional<CardTerminal> get() {
        try {
            List<CardTerminal> matching = TerminalFactory.getDefault().terminals().list().stream()
                    .filter(terminal -> terminal.getName().startsWith(name))
                    .toList();
            return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
        } catch (CardException serviceNotRunning) {
            return Optional.empty();
        }
    }
}
