package io.hakko.workflow;

/**
 * Work that the calendar starts: run every few seconds on every node, so it must be idempotent and decide by rows under
 * lock whether something is due. It allocates row and number first and then starts the process with them.
 */
public interface Sweep {

    /** Name for logs and health. */
    String name();

    /** Does what is due by the clock, in its own transaction. */
    void sweep();
}
