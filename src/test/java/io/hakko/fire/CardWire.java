package io.hakko.fire;

import io.hakko.card.integration.FaultyTerminal;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.CardException;

/**
 * The wire to the cards of a {@link CardProcess}, whoever uses it: counts the commands, and does something once at a chosen one.
 * It remembers the parts of every private key that was on its way to a card.
 */
final class CardWire {

    private static final int IMPORT = 0xFE;
    private static final int CHAINED = 0x10;
    private static final int PARTS = 5;
    private static final int PART_HEAD = 3;
    private static final int PART_BYTES = 128;
    private static final long PATIENCE_SECONDS = 120;

    /** What happens at the chosen command. */
    enum Event {
        /** {@link FaultyTerminal.Fault#COMMAND_LOST}. */
        COMMAND_LOST,
        /** {@link FaultyTerminal.Fault#ANSWER_LOST}. */
        ANSWER_LOST,
        /** It does not reach the card until {@link #release}, and then never. */
        HELD_BEFORE,
        /** The card has obeyed, and until {@link #release} nothing happens; its answer is lost. */
        HELD_AFTER
    }

    /** The card. */
    interface Obeying {
        byte[] obey() throws CardException;
    }

    private final List<Byte> instructions = new ArrayList<>();
    private final ByteArrayOutputStream imported = new ByteArrayOutputStream();
    private final List<byte[]> parts = new ArrayList<>();
    private int at = -1;
    private Event event = Event.COMMAND_LOST;
    private CountDownLatch held = new CountDownLatch(1);
    private CountDownLatch released = new CountDownLatch(1);
    private CountDownLatch gone = new CountDownLatch(1);

    /** Counts from one again. */
    synchronized void at(int command, Event what) {
        instructions.clear();
        at = command;
        event = what;
        held = new CountDownLatch(1);
        released = new CountDownLatch(1);
        gone = new CountDownLatch(1);
    }

    /** The instruction bytes since the count began. */
    synchronized byte[] instructions() {
        byte[] all = new byte[instructions.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = instructions.get(i);
        }
        return all;
    }

    /** The parts of private keys that came by as a whole, whether a card has taken them or not. */
    synchronized List<byte[]> importedParts() {
        return List.copyOf(parts);
    }

    private synchronized boolean isDue(byte[] command) {
        instructions.add(command[1]);
        remember(command);
        return instructions.size() == at;
    }

    /** Each part has a tag and a length of two bytes before it. */
    private void remember(byte[] command) {
        if ((command[1] & 0xFF) != IMPORT) {
            imported.reset();
            return;
        }
        int before = imported.size() / (PART_HEAD + PART_BYTES);
        imported.write(command, 5, command[4] & 0xFF);
        byte[] all = imported.toByteArray();
        for (int part = before; part < PARTS && all.length >= (part + 1) * (PART_HEAD + PART_BYTES); part++) {
            int from = part * (PART_HEAD + PART_BYTES) + PART_HEAD;
            parts.add(Arrays.copyOfRange(all, from, from + PART_BYTES));
        }
        if ((command[0] & CHAINED) == 0) {
            imported.reset();
        }
    }

    /**
     * Lets a command pass, or not.
     *
     * @param cut run when whoever has sent a command that was held is gone
     */
    byte[] pass(byte[] command, Obeying card, Runnable cut) throws CardException {
        if (!isDue(command)) {
            return card.obey();
        }
        if (event == Event.ANSWER_LOST || event == Event.HELD_AFTER) {
            card.obey();
        }
        if (event == Event.HELD_BEFORE || event == Event.HELD_AFTER) {
            held.countDown();
            await(released, "nobody releases the command");
            cut.run();
            gone.countDown();
        }
        throw new CardException(event.name());
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(otherwise);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until the chosen command is held; whether it is. */
    boolean isHeldWithin(Duration patience) {
        try {
            return held.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whoever has sent the command is gone: the card is free when this returns. */
    void release() {
        released.countDown();
        await(gone, "the held command does not end");
    }
}
