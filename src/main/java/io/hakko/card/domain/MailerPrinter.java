package io.hakko.card.domain;

/** The printer of PIN letters that stands at this station. */
public interface MailerPrinter {

    /** Whether there is one; without it the PIN is shown on the station page. */
    boolean isThere();

    /**
     * Asks the printer whether it can print now, before a PIN is taken out for it.
     *
     * @throws PrinterFault when it cannot; any kind but JAMMED
     */
    Ready ready();

    /** A printer that has said that it can print. */
    interface Ready extends AutoCloseable {

        /**
         * Prints one letter and waits until it is out. Keeps no copy of the digits; both arrays stay the caller's to wipe.
         *
         * @param unblocking empty when the card cannot be unblocked
         * @throws PrinterFault JAMMED when it is not certain that the letter is out
         */
        void print(MailerSheet sheet, byte[] pin, byte[] unblocking);

        @Override
        void close();
    }
}
