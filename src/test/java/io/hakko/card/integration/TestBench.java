package io.hakko.card.integration;

import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.integration.FaultyTerminal.Fault;
import java.util.Optional;

/** A simulated reader whose wire can be cut at a chosen command. */
public final class TestBench {

    private final SimulatedReader simulated = new SimulatedReader();
    private final FaultyTerminal wire = new FaultyTerminal(simulated);
    private final CardReader reader =
            new PivReader("bench", () -> Optional.of(wire), SecureMessaging.NONE, simulated.managementKey());

    public CardReader reader() {
        return reader;
    }

    /** Secrets of a station that has just been started. */
    public CardSecrets secrets() {
        return new PinVault();
    }

    public SimulatedCards hand() {
        return simulated;
    }

    /** How many commands were sent since the last call of {@link #cutAt}. */
    public int commands() {
        return wire.instructions().size();
    }

    /** The wire fails once, at the n-th command from now, counted from 1. */
    public void cutAt(int command) {
        wire.failAt(command, Fault.COMMAND_LOST);
    }

    public void neverCut() {
        wire.heal();
    }
}
