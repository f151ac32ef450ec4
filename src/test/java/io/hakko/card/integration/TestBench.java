package io.hakko.card.integration;

import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A simulated reader whose wire can be cut at a chosen command. */
public final class TestBench {

    private final SimulatedReader simulated = new SimulatedReader();
    private final CardReader reader =
            new PivReader("bench", () -> Optional.of(new CutTerminal()), simulated.managementKey());
    private int commands;
    private int cutAt = Integer.MAX_VALUE;

    public CardReader reader() {
        return reader;
    }

    public SimulatedCards hand() {
        return simulated;
    }

    /** How many commands were sent since the last call of {@link #cutAt}. */
    public int commands() {
        return commands;
    }

    /** The wire fails once, at the n-th command from now, counted from 1. */
    public void cutAt(int command) {
        commands = 0;
        cutAt = command;
    }

    public void neverCut() {
        cutAt(Integer.MAX_VALUE);
    }

    private void count() throws CardException {
        if (++commands == cutAt) {
            throw new CardException("cut by the test");
        }
    }

    private final class CutTerminal extends CardTerminal {
        @Override
        public String getName() {
            return "bench";
        }

        @Override
        public Card connect(String protocol) throws CardException {
            return new CutCard(simulated.connect(protocol));
        }

        @Override
        public boolean isCardPresent() {
            return simulated.isCardPresent();
        }

        @Override
        public boolean waitForCardPresent(long timeout) {
            return simulated.isCardPresent();
        }

        @Override
        public boolean waitForCardAbsent(long timeout) {
            return !simulated.isCardPresent();
        }
    }

    private final class CutCard extends Card {
        private final Card card;

        CutCard(Card card) {
            this.card = card;
        }

        @Override
        public ATR getATR() {
            return card.getATR();
        }

        @Override
        public String getProtocol() {
            return card.getProtocol();
        }

        @Override
        public CardChannel getBasicChannel() {
            return new CutChannel(this, card.getBasicChannel());
        }

        @Override
        public CardChannel openLogicalChannel() throws CardException {
            return card.openLogicalChannel();
        }

        @Override
        public void beginExclusive() throws CardException {
            card.beginExclusive();
        }

        @Override
        public void endExclusive() throws CardException {
            card.endExclusive();
        }

        @Override
        public byte[] transmitControlCommand(int code, byte[] command) throws CardException {
            return card.transmitControlCommand(code, command);
        }

        @Override
        public void disconnect(boolean reset) throws CardException {
            card.disconnect(reset);
        }
    }

    private final class CutChannel extends CardChannel {
        private final Card card;
        private final CardChannel channel;

        CutChannel(Card card, CardChannel channel) {
            this.card = card;
            this.channel = channel;
        }

        @Override
        public Card getCard() {
            return card;
        }

        @Override
        public int getChannelNumber() {
            return channel.getChannelNumber();
        }

        @Override
        public ResponseAPDU transmit(CommandAPDU command) throws CardException {
            count();
            return channel.transmit(command);
        }

        @Override
        public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
            count();
            return channel.transmit(command, response);
        }

        @Override
        public void close() throws CardException {
            channel.close();
        }
    }
}
