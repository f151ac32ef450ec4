package io.hakko.card;

import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/**
 * PIN letters straight from the memory of the station to its printer (A-PIN-01, B-PIN-01). The printer is asked first; a letter
 * of which nobody knows whether it is out counts as spoiled, and the card gets a new PIN.
 */
@Service
@AtStation
public class PinMailers {

    /** No digits go into a reason: it could be taken for a PIN. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final MailerPrinter printer;
    private final Station station;
    private final StationOffice office;

    PinMailers(MailerPrinter printer, Station station, StationOffice office) {
        this.printer = printer;
        this.station = station;
        this.office = office;
    }

    /** Whether this station prints PIN letters. */
    public boolean arePrinted() {
        return printer.isThere();
    }

    /** @throws Refusal CONFLICT when this station prints PIN letters */
    public void requireShownOnPage() {
        if (printer.isThere()) {
            throw new Refusal(CardRefusal.PRINTER_PRINTS);
        }
    }

    /**
     * Prints the PIN letter of a finished card, once.
     *
     * @throws Refusal CONFLICT with PIN and card as they were when the printer cannot print, or the PIN is gone; CONFLICT with
     *     the letter reported as spoiled when it is not certain that it is out
     */
    public void print(CardNumber number, Actor actor) {
        MailerSheet sheet = office.letterOf(number);
        try (CardSecrets.Paper paper = paper(number)) {
            station.printPin(number, actor, paper, sheet);
        } catch (PrinterFault fault) {
            station.reportJam(
                    number,
                    actor,
                    "PIN通知書の印刷を確認できなかった（%s）"
                            .formatted(DIGITS.matcher(fault.detail()).replaceAll("")));
            Refusal refusal = new Refusal(CardRefusal.MAILER_JAMMED, fault.detail());
            refusal.initCause(fault);
            throw refusal;
        }
    }

    private CardSecrets.Paper paper(CardNumber number) {
        if (!printer.isThere()) {
            throw new Refusal(CardRefusal.PRINTER_NONE);
        }
        try {
            return station.paper(number, printer);
        } catch (PrinterFault fault) {
            Refusal refusal = new Refusal(
                    switch (fault.kind()) {
                        case UNREACHABLE -> CardRefusal.PRINTER_UNREACHABLE;
                        case OUT_OF_PAPER -> CardRefusal.PRINTER_OUT_OF_PAPER;
                        case STOPPED, JAMMED -> CardRefusal.PRINTER_STOPPED;
                        case NOT_ACCEPTING -> CardRefusal.PRINTER_NOT_ACCEPTING;
                        case UNSUITABLE -> CardRefusal.PRINTER_UNSUITABLE;
                    },
                    fault.detail());
            refusal.initCause(fault);
            throw refusal;
        }
    }
}
