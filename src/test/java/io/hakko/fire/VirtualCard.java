package io.hakko.fire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A simulated card in a virtual reader of pcscd, by the protocol of vpcd: two bytes of length, then an APDU, or one byte
 * that says off, on, reset or ATR. The card is in the reader while it is connected.
 */
final class VirtualCard implements AutoCloseable {

    private static final int OFF = 0;
    private static final int ON = 1;
    private static final int RESET = 2;
    private static final int ATR = 4;
    private static final byte[] NO_PRECISE_DIAGNOSIS = {0x6F, 0x00};

    private final CardTerminal terminal;
    private final Socket reader;
    private @Nullable Card card;

    private VirtualCard(CardTerminal terminal, Socket reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /** Puts the card of that terminal into the reader. */
    static VirtualCard into(InetSocketAddress slot, CardTerminal terminal) throws IOException {
        Socket socket = new Socket(slot.getAddress(), slot.getPort());
        socket.setTcpNoDelay(true);
        VirtualCard inserted = new VirtualCard(terminal, socket);
        Jvm.daemon("virtual-card", inserted::serve);
        return inserted;
    }

    private void serve() {
        try (reader;
                DataInputStream in = new DataInputStream(reader.getInputStream());
                DataOutputStream out = new DataOutputStream(reader.getOutputStream())) {
            while (true) {
                acknowledgeAtOnce();
                int length = in.readUnsignedShort();
                acknowledgeAtOnce();
                byte[] message = in.readNBytes(length);
                if (message.length == 1) {
                    control(message[0], out);
                } else {
                    send(out, answer(message));
                }
            }
        } catch (IOException takenOut) {
            powerOff();
        }
    }

    /**
     * vpcd sends the length and the rest apart and waits for the first to be acknowledged (Nagle); the kernel, which forgets
     * this wish, would take 40 ms for that.
     */
    private void acknowledgeAtOnce() throws IOException {
        reader.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }

    private void control(int code, DataOutputStream out) throws IOException {
        switch (code) {
            case OFF -> powerOff();
            case ON -> power();
            case RESET -> {
                powerOff();
                power();
            }
            case ATR -> {
                Card powered = power();
                send(out, powered == null ? new byte[0] : powered.getATR().getBytes());
            }
            default -> throw new IOException("vpcd sent the unknown control byte " + code);
        }
    }

    private byte[] answer(byte[] command) {
        Card powered = power();
        try {
            return powered == null
                    ? NO_PRECISE_DIAGNOSIS
                    : powered.getBasicChannel()
                            .transmit(new CommandAPDU(command))
                            .getBytes();
        } catch (CardException | IllegalArgumentException | IllegalStateException failed) {
            return NO_PRECISE_DIAGNOSIS;
        }
    }

    private static void send(DataOutputStream out, byte[] message) throws IOException {
        byte[] framed = new byte[2 + message.length];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        out.write(framed);
        out.flush();
    }

    private @Nullable Card power() {
        if (card == null) {
            try {
                card = terminal.connect("*");
            } catch (CardException gone) {
                return null;
            }
        }
        return card;
    }

    private void powerOff() {
        Card powered = card;
        card = null;
        if (powered != null) {
            try {
                powered.disconnect(true);
            } catch (CardException | IllegalStateException gone) {
                card = null;
            }
        }
    }

    /** Takes the card out. */
    @Override
    public void close() throws IOException {
        reader.close();
    }
}
