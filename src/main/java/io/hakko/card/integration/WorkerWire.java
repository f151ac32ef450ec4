package io.hakko.card.integration;

import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.Tries;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What station and worker say to each other: facts, never a secret. */
final class WorkerWire {

    private WorkerWire() {}

    /** What the worker is to do. */
    enum Act {
        /** Make a key, import and prove it. */
        IMPORT_KEY,
        /** Set PIN and unblocking value. */
        SET_PIN,
        /** Have a message signed under the PIN. */
        SIGN,
        /** Ask the printer. */
        PAPER,
        /** Print the PIN letter. */
        PRINT,
        /** Nothing is to be printed now. */
        NO_PAPER,
        /** Hand the digits over for the page: the one answer that is followed by them. */
        SHOW
    }

    /** What may have gone wrong. */
    enum Fault {
        CARD,
        PRINTER,
        /** The worker cannot work; nothing was done. */
        NOT_READY,
        OTHER
    }

    /** What a worker that cannot work lacks. */
    enum Part {
        /** It finds no reader. */
        READER,
        /** It cannot use the settings of the reader, or the file with the management key. */
        READER_SETTINGS,
        /** It cannot use the settings of the printer. */
        PRINTER_SETTINGS
    }

    /**
     * Where reader and printer of the station are: the first line. The worker answers whether it is ready.
     *
     * @param reader kind of reader
     * @param readerName beginning of its name
     * @param managementKeyFile file with the management key of the blanks
     * @param printer kind of printer
     * @param properties system properties of the station, {@link WorkerCommand#properties}; some may be passwords
     */
    record Settings(
            String reader,
            String readerName,
            String managementKeyFile,
            String printer,
            String printerAddress,
            String printerPatience,
            String font,
            Map<String, String> properties) {

        @Override
        public String toString() {
            return "Settings[%s, %s]".formatted(reader, printer);
        }
    }

    /** An order; which values it has depends on the act. */
    record Order(
            Act act,
            @Nullable String chip,
            int digits,
            boolean unblockable,
            int pinTries,
            int unblockingTries,
            byte @Nullable [] message,
            @Nullable Sheet sheet) {

        static Order of(Act act) {
            return new Order(act, null, 0, false, 0, 0, null, null);
        }

        static Order importKey(String chip, Tries tries) {
            return new Order(Act.IMPORT_KEY, chip, 0, false, tries.pin(), tries.unblocking(), null, null);
        }

        static Order setPin(String chip, int digits, boolean unblockable) {
            return new Order(Act.SET_PIN, chip, digits, unblockable, 0, 0, null, null);
        }

        static Order sign(String chip, byte[] message) {
            return new Order(Act.SIGN, chip, 0, false, 0, 0, message, null);
        }

        static Order print(MailerSheet sheet) {
            return new Order(Act.PRINT, null, 0, false, 0, 0, null, Sheet.of(sheet));
        }
    }

    /** {@link MailerSheet}. */
    record Sheet(String service, String sender, String card, String application, String holder) {

        static Sheet of(MailerSheet sheet) {
            return new Sheet(
                    sheet.service(),
                    sheet.sender(),
                    sheet.card().value(),
                    sheet.application().value(),
                    sheet.holder());
        }

        MailerSheet read() {
            return new MailerSheet(service, sender, CardNumber.of(card), ApplicationNumber.of(application), holder);
        }
    }

    /**
     * An answer.
     *
     * @param fault what went wrong, if anything
     * @param kind its kind; the {@link Part} that is not ready
     * @param words what it says of itself, in technical words
     * @param result signature or public key
     * @param pin so many digits of the PIN follow
     * @param unblocking so many digits of the unblocking value follow
     */
    record Answer(
            @Nullable Fault fault,
            @Nullable String kind,
            @Nullable String words,
            byte @Nullable [] result,
            int pin,
            int unblocking) {

        static Answer done() {
            return new Answer(null, null, null, null, 0, 0);
        }

        static Answer of(byte[] result) {
            return new Answer(null, null, null, result, 0, 0);
        }

        static Answer digitsFollow(int pin, int unblocking) {
            return new Answer(null, null, null, null, pin, unblocking);
        }

        static Answer notReady(Part part, String words) {
            return failed(Fault.NOT_READY, part.name(), words);
        }

        static Answer failed(Fault fault, String kind, String words) {
            return new Answer(fault, kind, words, null, 0, 0);
        }
    }
}
