package io.hakko.card;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The process that knows the secrets of one card: started by the station for that card, ended after it. Found by
 * {@link java.util.ServiceLoader}; nothing else of the service runs there.
 */
public interface CardWorker {

    /** Name of the command. */
    String COMMAND = "card-worker";

    /**
     * Obeys the station until it says no more.
     *
     * @param orders from the station
     * @param answers to the station; nothing else is written there
     */
    void serve(InputStream orders, OutputStream answers);
}
