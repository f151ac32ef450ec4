package io.hakko.card.domain;

/** The printer of PIN letters does not print. Carries nothing of what was to be printed. */
public class PrinterFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** Off, or not to be reached. */
        UNREACHABLE,
        OUT_OF_PAPER,
        STOPPED,
        /** It takes no jobs. */
        NOT_ACCEPTING,
        /** It cannot print what we send. */
        UNSUITABLE,
        /** The letter was sent, and nobody knows what has become of it. */
        JAMMED
    }

    private final Kind kind;
    private final String detail;

    /** @param detail in the words of the printer, for whoever stands before it */
    public PrinterFault(Kind kind, String detail) {
        super(kind + ": " + detail);
        this.kind = kind;
        this.detail = detail;
    }

    public Kind kind() {
        return kind;
    }

    public String detail() {
        return detail;
    }
}
