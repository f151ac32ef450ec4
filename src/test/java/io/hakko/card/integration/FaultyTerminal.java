package io.hakko.card.integration;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/** A reader whose wire fails once, at a chosen command: before the card has got it, or after the card has obeyed. */
public final class FaultyTerminal extends CardTerminal {

    /** When the wire fails. */
    public enum Fault {
        /** The command is lost. */
        COMMAND_LOST,
        /** The card has done it, its answer is lost. */
        ANSWER_LOST
    }

    private final CardTerminal real;
    private final List<Integer> instructions = new ArrayList<>();
    private int failAt = Integer.MAX_VALUE;
    private Fault fault = Fault.COMMAND_LOST;

    public FaultyTerminal(CardTerminal real) {
        this.real = real;
    }

    /** Counts from one again; the n-th command from now fails. */
    public void failAt(int command, Fault how) {
        instructions.clear();
        failAt = command;
        fault = how;
    }

    public void heal() {
        failAt(Integer.MAX_VALUE, Fault.COMMAND_LOST);
    }

    /** The instruction bytes of the commands since the count began. */
    public List<Integer> instructions() {
        return List.copyOf(instructions);
    }

    private boolean isDue(byte[] command) {
        instructions.add(command[1] & 0xFF);
        return instructions.size() == failAt;
    }

    @Override
    public String getName() {
        return real.getName();
    }

    @Override
    public Card connect(String protocol) throws CardException {
        return new FaultyCard(real.connect(protocol));
    }

    @Override
    public boolean isCardPresent() throws CardException {
        return real.isCardPresent();
    }

    @Override
    public boolean waitForCardPresent(long timeout) throws CardException {
        return real.waitForCardPresent(timeout);
    }

    @Override
    public boolean waitForCardAbsent(long timeout) throws CardException {
        return real.waitForCardAbsent(timeout);
    }

    private final class FaultyCard extends Card {
        private final Card card;

        FaultyCard(Card card) {
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
            return new FaultyChannel(this, card.getBasicChannel());
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

    private final class FaultyChannel extends CardChannel {
        private final Card card;
        private final CardChannel channel;

        FaultyChannel(Card card, CardChannel channel) {
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
            boolean fails = isDue(command.getBytes());
            if (fails && fault == Fault.COMMAND_LOST) {
                throw new CardException("the command was lost");
            }
            ResponseAPDU answer = channel.transmit(command);
            if (fails) {
                throw new CardException("the answer was lost");
            }
            return answer;
        }

        @Override
        public int transmit(ByteBuffer command, ByteBuffer response) throws CardException {
            byte[] bytes = new byte[command.remaining()];
            command.duplicate().get(bytes);
            boolean fails = isDue(bytes);
            if (fails && fault == Fault.COMMAND_LOST) {
                throw new CardException("the command was lost");
            }
            int length = channel.transmit(command, response);
            if (fails) {
                response.position(response.position() - length);
                throw new CardException("the answer was lost");
            }
            return length;
        }

        @Override
        public void close() throws CardException {
            channel.close();
        }
    }
}
