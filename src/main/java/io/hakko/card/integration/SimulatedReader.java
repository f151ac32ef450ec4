package io.hakko.card.integration;

import com.licel.jcardsim.smartcardio.CardSimulator;
import com.licel.jcardsim.smartcardio.CardTerminalSimulator;
import io.hakko.card.CardRefusal;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.Tries;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javacard.framework.AID;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import org.jspecify.annotations.Nullable;

/**
 * A reader in the process with a box of simulated PIV cards. The cards are volatile: they live as long as the process.
 * Their management key is made at start and known to nobody else.
 */
final class SimulatedReader extends CardTerminal implements SimulatedCards {

    private static final String NAME = "模擬カードリーダ";
    private static final String SECURE_RANDOM = "com.licel.jcardsim.randomdata.secure";
    private static final int KEY_BYTES = 32;
    private static final int SERIAL_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final byte[] managementKey = new byte[KEY_BYTES];
    private final Map<ChipSerial, CardSimulator> box = new LinkedHashMap<>();
    private @Nullable ChipSerial inside;
    private @Nullable Card connected;

    SimulatedReader() {
        // Without it the simulator's random numbers are the same at every start.
        System.setProperty(SECURE_RANDOM, "1");
        random.nextBytes(managementKey);
    }

    byte[] managementKey() {
        return managementKey.clone();
    }

    /** The tries of a blank are those of A-PIN-02; personalization sets those of the order. */
    @Override
    public ChipSerial insertBlank() {
        return insertBlank(new Tries(10, 10));
    }

    synchronized ChipSerial insertBlank(Tries tries) {
        byte[] serial = new byte[SERIAL_BYTES];
        random.nextBytes(serial);
        ChipSerial chip = ChipSerial.of(serial);
        CardSimulator card = new CardSimulator();
        AID aid = new AID(PivApplet.AID, (short) 0, (byte) PivApplet.AID.length);
        byte[] parameters = installParameters(tries, serial);
        card.installApplet(aid, PivApplet.class, parameters, (short) 0, (byte) parameters.length);
        box.put(chip, card);
        put(chip, card);
        return chip;
    }

    private byte[] installParameters(Tries tries, byte[] serial) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PivApplet.AID.length);
        out.writeBytes(PivApplet.AID);
        out.write(0);
        out.write(2 + serial.length + managementKey.length);
        out.write(tries.pin());
        out.write(tries.unblocking());
        out.writeBytes(serial);
        out.writeBytes(managementKey);
        return out.toByteArray();
    }

    @Override
    public synchronized void insert(ChipSerial chip) {
        CardSimulator card = box.get(chip);
        if (card == null) {
            throw new Refusal(CardRefusal.UNKNOWN_SIMULATED_CARD, chip.value());
        }
        put(chip, card);
    }

    private void put(ChipSerial chip, CardSimulator card) {
        if (chip.equals(inside)) {
            return;
        }
        remove();
        card.assignToTerminal(CardTerminalSimulator.terminal(card, NAME));
        inside = chip;
    }

    @Override
    public synchronized void remove() {
        if (inside != null) {
            cutOff();
            card(inside).assignToTerminal(null);
            inside = null;
        }
    }

    @Override
    public synchronized Optional<ChipSerial> inserted() {
        return Optional.ofNullable(inside);
    }

    /** Whoever still talks to the card finds it gone. */
    private void cutOff() {
        Card open = connected;
        connected = null;
        if (open != null) {
            try {
                open.disconnect(true);
            } catch (CardException | IllegalStateException closed) {
                connected = null;
            }
        }
    }

    private CardSimulator card(ChipSerial chip) {
        CardSimulator card = box.get(chip);
        if (card == null) {
            throw new IllegalStateException("no such card in the box");
        }
        return card;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public synchronized Card connect(String protocol) throws CardException {
        if (inside == null) {
            throw new CardNotPresentException("no card");
        }
        Card card = card(inside).getAssignedCardTerminal().connect(protocol);
        connected = card;
        return card;
    }

    @Override
    public synchronized boolean isCardPresent() {
        return inside != null;
    }

    @Override
    public boolean waitForCardPresent(long timeout) {
        return isCardPresent();
    }

    @Override
    public boolean waitForCardAbsent(long timeout) {
        return !isCardPresent();
    }
}
