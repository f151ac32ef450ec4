package io.hakko.card.integration;

import com.licel.jcardsim.base.Simulator;
import com.licel.jcardsim.base.SimulatorRuntime;
import io.hakko.card.CardWorker;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javacard.framework.AID;
import javacard.security.RSAPrivateCrtKey;
import javax.smartcardio.CardTerminal;

/** The production code of the card side for a reader that is somewhere else, and the box of cards that stands there. */
public final class FireCards {

    private FireCards() {}

    /** PIV cards in any reader that {@code javax.smartcardio} knows. */
    public static CardReader piv(String name, Supplier<Optional<CardTerminal>> terminals, byte[] managementKey) {
        return new PivReader(name, terminals, SecureMessaging.NONE, managementKey);
    }

    /** The reader of the process, which is its box of cards too. */
    public static CardTerminal terminalOf(SimulatedCards cards) {
        return (SimulatedReader) cards;
    }

    /** The key that personalizes the cards of that box. */
    public static byte[] managementKeyOf(SimulatedCards cards) {
        return ((SimulatedReader) cards).managementKey();
    }

    /** Workers whose program is a class of the tests. */
    public static final class Workers {
        private Workers() {}

        /** The worker that a station starts for each card. */
        public static Object startedBy(List<String> program) {
            return new WorkerCommand(program);
        }

        /** The worker as it is shipped, but for its reader. */
        public static CardWorker at(CardReader reader) {
            return new OneCardWorker(settings -> reader);
        }
    }

    /** A box of simulated cards with their reader. */
    public static final class Box {
        private final SimulatedReader reader = new SimulatedReader();

        public CardTerminal terminal() {
            return reader;
        }

        public SimulatedCards hand() {
            return reader;
        }

        public byte[] managementKey() {
            return reader.managementKey();
        }

        /** Prime factors and CRT parts of every private key in the box, as no command of a card would tell them. */
        public List<byte[]> privateKeys() {
            try {
                Field box = SimulatedReader.class.getDeclaredField("box");
                box.setAccessible(true);
                List<byte[]> parts = new ArrayList<>();
                for (Object card : ((Map<?, ?>) box.get(reader)).values()) {
                    addParts(card, parts);
                }
                return parts;
            } catch (ReflectiveOperationException changed) {
                throw new IllegalStateException("the simulator has changed", changed);
            }
        }

        private static void addParts(Object card, List<byte[]> parts) throws ReflectiveOperationException {
            Field runtime = Simulator.class.getDeclaredField("runtime");
            runtime.setAccessible(true);
            Method getApplet = SimulatorRuntime.class.getDeclaredMethod("getApplet", AID.class);
            getApplet.setAccessible(true);
            Object applet =
                    getApplet.invoke(runtime.get(card), new AID(PivApplet.AID, (short) 0, (byte) PivApplet.AID.length));
            Field key = PivApplet.class.getDeclaredField("signatureKey");
            key.setAccessible(true);
            if (key.get(applet) instanceof RSAPrivateCrtKey made) {
                parts.add(part(made::getP));
                parts.add(part(made::getQ));
                parts.add(part(made::getDP1));
                parts.add(part(made::getDQ1));
                parts.add(part(made::getPQ));
            }
        }

        private interface Part {
            short copy(byte[] to, short at);
        }

        private static byte[] part(Part part) {
            byte[] buffer = new byte[300];
            return Arrays.copyOf(buffer, part.copy(buffer, (short) 0));
        }
    }
}
