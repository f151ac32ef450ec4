package io.hakko.fire;

import io.hakko.card.SimulatedCards;
import io.hakko.card.integration.FireCards;
import io.hakko.shared.ChipSerial;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.smartcardio.ATR;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.ResponseAPDU;

/**
 * A reader with simulated cards in a process of its own: a card keeps what is on it when the service dies. The service
 * talks to it over a loopback socket; who dies loses its connection, and the card is reset as a real reader would do.
 *
 * <p>The process ends when the one that started it does.
 */
public final class CardProcess implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private enum Verb {
        MANAGEMENT_KEY,
        IS_PRESENT,
        INSERT_BLANK,
        INSERT,
        REMOVE,
        INSERTED,
        CONNECT,
        TRANSMIT,
        DISCONNECT,
        /** Every PIN and unblocking value that any card was given, eight bytes each. Only in this test. */
        PINS,
        /** The parts of every private key, each behind its length in two bytes. Only in this test. */
        PRIVATE_KEYS,
        /** The next command with this instruction byte is obeyed, and its answer is lost. */
        LOSE_ANSWER,
        /** The card is pulled out when the next command with this instruction byte comes. */
        PULL_AT,
        /** Something happens at a command: its number in four bytes, counted from now, and the event. */
        WIRE_AT,
        /** The instruction bytes since then. */
        INSTRUCTIONS,
        /** Waits for a moment until a command is held; one byte says whether it is. */
        HELD,
        /** Whoever sent it is gone. */
        RELEASE,
        /** As {@link #PRIVATE_KEYS}, of keys that were on their way to a card. Only in this test. */
        IMPORTED_PARTS
    }

    /** RSA keys are made here: a seventh of the work with the compiler that knows big numbers. */
    private static final String MAKES_KEYS = "-XX:TieredStopAtLevel=4";

    private final Process process;
    private final int port;

    private CardProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a reader without a card in it. */
    public static CardProcess start(Path log) {
        try {
            Process process = Jvm.start(CardProcess.class, log, "-Xmx128m", MAKES_KEYS);
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("the card process did not start, see " + log);
            }
            return new CardProcess(process, Integer.parseInt(line.strip()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The hand at the reader, from this process. */
    public Client client() {
        return new Client(port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        Jvm.endWithParent();
        FireCards.Box box = new FireCards.Box();
        Server server = new Server(box);
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(socket.getLocalPort());
            while (true) {
                Socket client = socket.accept();
                Jvm.daemon("client", () -> server.serve(client));
            }
        }
    }

    /** One reader; whoever connects last has the card, as a reader is used by one at a time. */
    private static final class Server {
        private static final int SET_PIN = 0x24;
        private static final int ADMINISTRATIVE = 0xFF;

        private final FireCards.Box box;
        private final ByteArrayOutputStream pins = new ByteArrayOutputStream();
        private final AtomicInteger loseAnswerOf = new AtomicInteger(-1);
        private final AtomicInteger pullAt = new AtomicInteger(-1);
        private final CardWire wire = new CardWire();

        Server(FireCards.Box box) {
            this.box = box;
        }

        void serve(Socket client) {
            AtomicReference<Card> card = new AtomicReference<>();
            try (client;
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
                client.setTcpNoDelay(true);
                while (true) {
                    Verb verb = Verb.values()[in.readByte()];
                    byte[] argument = in.readNBytes(in.readInt());
                    answer(out, verb, argument, card);
                    out.flush();
                }
            } catch (EOFException | java.net.SocketException gone) {
                disconnect(card);
            } catch (IOException broken) {
                disconnect(card);
                throw new UncheckedIOException(broken);
            }
        }

        private void answer(DataOutputStream out, Verb verb, byte[] argument, AtomicReference<Card> card)
                throws IOException {
            byte[] answer;
            try {
                answer = perform(verb, argument, card);
            } catch (CardNotPresentException absent) {
                out.writeByte(2);
                out.writeInt(0);
                return;
            } catch (CardException | RuntimeException failed) {
                out.writeByte(1);
                out.writeInt(0);
                return;
            }
            out.writeByte(0);
            out.writeInt(answer.length);
            out.write(answer);
        }

        private byte[] perform(Verb verb, byte[] argument, AtomicReference<Card> card) throws CardException {
            SimulatedCards hand = box.hand();
            return switch (verb) {
                case MANAGEMENT_KEY -> box.managementKey();
                case IS_PRESENT -> new byte[] {(byte) (box.terminal().isCardPresent() ? 1 : 0)};
                case INSERT_BLANK -> text(hand.insertBlank());
                case INSERT -> {
                    hand.insert(ChipSerial.of(new String(argument, StandardCharsets.US_ASCII)));
                    yield new byte[0];
                }
                case REMOVE -> {
                    hand.remove();
                    yield new byte[0];
                }
                case INSERTED -> hand.inserted().map(Server::text).orElse(new byte[0]);
                case CONNECT -> {
                    Card connected = box.terminal().connect("*");
                    card.set(connected);
                    yield connected.getATR().getBytes();
                }
                case TRANSMIT -> {
                    if (pullAt.compareAndSet(argument[1] & 0xFF, -1)) {
                        hand.remove();
                        throw new CardNotPresentException("pulled out");
                    }
                    remember(argument);
                    Card open = card.get();
                    if (open == null) {
                        throw new CardException("not connected");
                    }
                    byte[] answer = wire.pass(
                            argument,
                            () -> open.getBasicChannel()
                                    .transmit(new CommandAPDU(argument))
                                    .getBytes(),
                            () -> disconnect(card));
                    if (loseAnswerOf.compareAndSet(argument[1] & 0xFF, -1)) {
                        throw new CardException("the answer was lost");
                    }
                    yield answer;
                }
                case DISCONNECT -> {
                    disconnect(card);
                    yield new byte[0];
                }
                case PINS -> pins.toByteArray();
                case PRIVATE_KEYS -> joined(box.privateKeys());
                case IMPORTED_PARTS -> joined(wire.importedParts());
                case WIRE_AT -> {
                    ByteBuffer order = ByteBuffer.wrap(argument);
                    wire.at(order.getInt(), CardWire.Event.values()[order.get()]);
                    yield new byte[0];
                }
                case INSTRUCTIONS -> wire.instructions();
                case HELD -> new byte[] {(byte) (wire.isHeldWithin(A_MOMENT) ? 1 : 0)};
                case RELEASE -> {
                    wire.release();
                    yield new byte[0];
                }
                case PULL_AT -> {
                    pullAt.set(argument[0] & 0xFF);
                    yield new byte[0];
                }
                case LOSE_ANSWER -> {
                    loseAnswerOf.set(argument[0] & 0xFF);
                    yield new byte[0];
                }
            };
        }

        private static byte[] joined(List<byte[]> parts) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.write(part.length >> 8);
                all.write(part.length);
                all.writeBytes(part);
            }
            return all.toByteArray();
        }

        private static byte[] text(ChipSerial chip) {
            return chip.value().getBytes(StandardCharsets.US_ASCII);
        }

        private void remember(byte[] command) {
            if (command.length >= 13 && (command[1] & 0xFF) == SET_PIN && (command[2] & 0xFF) == ADMINISTRATIVE) {
                pins.write(command, 5, 8);
            }
        }

        private static void disconnect(AtomicReference<Card> card) {
            Card open = card.getAndSet(null);
            if (open != null) {
                try {
                    open.disconnect(true);
                } catch (CardException | IllegalStateException closed) {
                    card.set(null);
                }
            }
        }
    }

    /** The reader as the service sees it. */
    public static final class Client extends CardTerminal implements SimulatedCards {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        public Client(int port) {
            try {
                this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                this.in = new DataInputStream(socket.getInputStream());
                this.out = new DataOutputStream(socket.getOutputStream());
            } catch (IOException gone) {
                throw new UncheckedIOException("there is no card process", gone);
            }
        }

        public byte[] managementKey() {
            return ask(Verb.MANAGEMENT_KEY, new byte[0]);
        }

        /** Every PIN and unblocking value that any card was given. */
        public List<byte[]> pins() {
            byte[] all = ask(Verb.PINS, new byte[0]);
            List<byte[]> pins = new ArrayList<>();
            for (int at = 0; at < all.length; at += 8) {
                pins.add(Arrays.copyOfRange(all, at, at + 8));
            }
            return pins;
        }

        /** The secret numbers of every card's key. */
        public List<byte[]> privateKeys() {
            return separated(ask(Verb.PRIVATE_KEYS, new byte[0]));
        }

        /** Secret numbers of keys that were on their way to a card, whether it has taken them or not. */
        public List<byte[]> importedParts() {
            return separated(ask(Verb.IMPORTED_PARTS, new byte[0]));
        }

        private static List<byte[]> separated(byte[] all) {
            List<byte[]> parts = new ArrayList<>();
            int at = 0;
            while (at < all.length) {
                int length = (all[at] & 0xFF) << 8 | all[at + 1] & 0xFF;
                parts.add(Arrays.copyOfRange(all, at + 2, at + 2 + length));
                at += 2 + length;
            }
            return parts;
        }

        /** Once: the card obeys the next command with this instruction byte, but nobody learns of it. */
        public void loseAnswerOf(int instruction) {
            ask(Verb.LOSE_ANSWER, new byte[] {(byte) instruction});
        }

        /** Once: the card is pulled out before it obeys the next command with this instruction byte. */
        public void pullAt(int instruction) {
            ask(Verb.PULL_AT, new byte[] {(byte) instruction});
        }

        /** Counts commands from one again; something happens at the n-th. */
        void wireAt(int command, CardWire.Event event) {
            ask(
                    Verb.WIRE_AT,
                    ByteBuffer.allocate(5)
                            .putInt(command)
                            .put((byte) event.ordinal())
                            .array());
        }

        /** Nothing happens on the wire; counts from one again. */
        void heal() {
            wireAt(-1, CardWire.Event.COMMAND_LOST);
        }

        /** The instruction bytes since the count began. */
        List<Integer> instructions() {
            List<Integer> all = new ArrayList<>();
            for (byte instruction : ask(Verb.INSTRUCTIONS, new byte[0])) {
                all.add(instruction & 0xFF);
            }
            return all;
        }

        /** Waits for a moment until a command is held; whether it is. */
        boolean isHeld() {
            return ask(Verb.HELD, new byte[0])[0] == 1;
        }

        /** Whoever has sent the held command is gone, and with him his connection. */
        void release() {
            ask(Verb.RELEASE, new byte[0]);
        }

        @Override
        public ChipSerial insertBlank() {
            return ChipSerial.of(new String(ask(Verb.INSERT_BLANK, new byte[0]), StandardCharsets.US_ASCII));
        }

        @Override
        public void insert(ChipSerial chip) {
            ask(Verb.INSERT, chip.value().getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void remove() {
            ask(Verb.REMOVE, new byte[0]);
        }

        @Override
        public Optional<ChipSerial> inserted() {
            return Optional.of(new String(ask(Verb.INSERTED, new byte[0]), StandardCharsets.US_ASCII))
                    .filter(chip -> !chip.isEmpty())
                    .map(ChipSerial::of);
        }

        @Override
        public String getName() {
            return "別プロセスの模擬カードリーダ";
        }

        @Override
        public Card connect(String protocol) throws CardException {
            return new RemoteCard(this, new ATR(exchange(Verb.CONNECT, new byte[0])));
        }

        @Override
        public boolean isCardPresent() {
            return ask(Verb.IS_PRESENT, new byte[0])[0] == 1;
        }

        @Override
        public boolean waitForCardPresent(long timeout) {
            return isCardPresent();
        }

        @Override
        public boolean waitForCardAbsent(long timeout) {
            return !isCardPresent();
        }

        private byte[] ask(Verb verb, byte[] argument) {
            try {
                return exchange(verb, argument);
            } catch (CardException failed) {
                throw new IllegalStateException("the card process refused " + verb, failed);
            }
        }

        private synchronized byte[] exchange(Verb verb, byte[] argument) throws CardException {
            try {
                out.writeByte(verb.ordinal());
                out.writeInt(argument.length);
                out.write(argument);
                out.flush();
                int outcome = in.readByte();
                byte[] answer = in.readNBytes(in.readInt());
                if (outcome == 2) {
                    throw new CardNotPresentException("no card");
                }
                if (outcome != 0) {
                    throw new CardException("the card failed");
                }
                return answer;
            } catch (IOException gone) {
                throw new CardException("the card process is gone", gone);
            }
        }
    }

    private static final class RemoteCard extends Card {
        private final Client client;
        private final ATR atr;

        RemoteCard(Client client, ATR atr) {
            this.client = client;
            this.atr = atr;
        }

        @Override
        public ATR getATR() {
            return atr;
        }

        @Override
        public String getProtocol() {
            return "T=1";
        }

        @Override
        public CardChannel getBasicChannel() {
            return new RemoteChannel(client, this);
        }

        @Override
        public CardChannel openLogicalChannel() throws CardException {
            throw new CardException("one channel only");
        }

        @Override
        public void beginExclusive() {}

        @Override
        public void endExclusive() {}

        @Override
        public byte[] transmitControlCommand(int code, byte[] command) throws CardException {
            throw new CardException("no control commands");
        }

        @Override
        public void disconnect(boolean reset) throws CardException {
            client.exchange(Verb.DISCONNECT, new byte[0]);
        }
    }

    private static final class RemoteChannel extends CardChannel {
        private final Client client;
        private final Card card;

        RemoteChannel(Client client, Card card) {
            this.client = client;
            this.card = card;
        }

        @Override
        public Card getCard() {
            return card;
        }

        @Override
        public int getChannelNumber() {
            return 0;
        }

        @Override
        public ResponseAPDU transmit(CommandAPDU command) throws CardException {
            return new ResponseAPDU(client.exchange(Verb.TRANSMIT, command.getBytes()));
        }

        @Override
        public int transmit(java.nio.ByteBuffer command, java.nio.ByteBuffer response) throws CardException {
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            byte[] answer = client.exchange(Verb.TRANSMIT, bytes);
            response.put(answer);
            return answer.length;
        }

        @Override
        public void close() {}
    }
}
