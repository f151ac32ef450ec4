package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.CardSession;
import io.hakko.shared.ChipSerial;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The worker as it is shipped, in a process of its own, with a reader that behaves as its argument says. */
final class TestWorker {

    static final ChipSerial CHIP = ChipSerial.of("0123456789ABCDEF");
    static final String PROPERTY = "javax.net.ssl.hakkoTestPassword";
    static final String OTHER_PROPERTY = "sun.security.smartcardio.hakkoTest";
    static final String VALUE = "a-word-that-stands-nowhere-else";

    private TestWorker() {}

    /** What the reader does. */
    enum Manner {
        /** The card takes every PIN. */
        GOOD,
        /** There is none. */
        BLIND,
        /** There is one at the start only. */
        GONE_LATER,
        /** It is pulled with its card while the PIN is set. */
        GONE_AT_THE_PIN,
        /** The card is taken out, and the reader stays. */
        CARD_GONE,
        /** There is one if both properties have come. */
        TOLD,
        /** The process ends before it has said anything. */
        DEAD,
        /** The process ends while it sets the PIN. */
        DIES_AT_THE_PIN,
        /** The card takes the PIN, and something in the worker fails. */
        FAILS_AT_THE_PIN,
        /** The process ends while it imports the key. */
        DIES_AT_THE_KEY
    }

    static WorkerCommand at(Manner manner) {
        String ofTests = System.getProperty("surefire.test.class.path");
        return new WorkerCommand(List.of(
                "-cp",
                ofTests == null ? System.getProperty("java.class.path") : ofTests,
                TestWorker.class.getName(),
                manner.name()));
    }

    public static void main(String[] args) throws Exception {
        Manner manner = Manner.valueOf(args[0]);
        if (manner == Manner.DEAD) {
            return;
        }
        try (FileInputStream orders = new FileInputStream(FileDescriptor.in);
                FileOutputStream answers = new FileOutputStream(FileDescriptor.out)) {
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            new OneCardWorker(settings -> new Reader(manner)).serve(orders, answers);
        }
    }

    /** A reader without a card that could be talked to. */
    static final class Reader implements CardReader {
        private final Manner manner;
        private boolean gone;

        Reader(Manner manner) {
            this.manner = manner;
        }

        @Override
        public String name() {
            return manner.name();
        }

        @Override
        public boolean isConnected() {
            boolean there = switch (manner) {
                case BLIND -> false;
                case TOLD ->
                    VALUE.equals(System.getProperty(PROPERTY)) && VALUE.equals(System.getProperty(OTHER_PROPERTY));
                default -> !gone;
            };
            gone = gone || manner == Manner.GONE_LATER;
            return there;
        }

        @Override
        public Optional<ChipSerial> inserted() {
            return Optional.of(CHIP);
        }

        @Override
        public CardSession open() {
            if (manner == Manner.GONE_LATER || manner == Manner.CARD_GONE) {
                throw new CardFault(CardFault.Kind.ABSENT, "open");
            }
            return (CardSession) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {CardSession.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "chip" -> CHIP;
                        case "setPin" -> set();
                        case "importKey" -> die();
                        case "close" -> null;
                        default -> throw new AssertionError("not expected here: " + method.getName());
                    });
        }

        private Object set() {
            if (manner == Manner.GONE_AT_THE_PIN) {
                gone = true;
                throw new CardFault(CardFault.Kind.ABSENT, "PIN");
            }
            if (manner == Manner.FAILS_AT_THE_PIN) {
                throw new IllegalStateException("a fault of the program");
            }
            return manner == Manner.DIES_AT_THE_PIN ? die() : null;
        }

        private static Object die() {
            Runtime.getRuntime().halt(9);
            throw new AssertionError("it lives");
        }
    }
}
