package io.hakko.workflow;

/** States of a deadline in force. */
public enum DeadlineState {
    /** Its timer runs. */
    ARMED("進行中"),
    /** It stands still; it gets a new end when it runs again. */
    SUSPENDED("停止中"),
    /** Its consequence is due and waits for the closing of its last day's arrivals (D-04). */
    AWAITING_CLOSING("到着締め待ち");

    private final String label;

    DeadlineState(String label) {
        this.label = label;
    }

    /** Japanese name. */
    public String label() {
        return label;
    }
}
