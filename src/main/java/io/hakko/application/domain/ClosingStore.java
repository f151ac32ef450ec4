package io.hakko.application.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Where the closings of arrivals are kept. */
public interface ClosingStore {

    /** Opens a day; false when it was opened before. */
    boolean open(LocalDate day, Instant at);

    /**
     * Closes all open days up to this one and returns them in order. Until the transaction ends nobody can ask
     * {@link #closedThrough}, so that no case starts to wait for a closing that has just passed it by.
     */
    List<LocalDate> closeThrough(LocalDate day, Instant at, String by);

    boolean closedThrough(LocalDate day);
}
