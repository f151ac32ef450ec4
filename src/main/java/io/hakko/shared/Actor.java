package io.hakko.shared;

import java.util.Objects;

/**
 * Who acts: a person by user id, or one of Hakko's own hands (a timer, the scheduler, the card station).
 *
 * @param id user id, or {@code system:<what>}
 */
public record Actor(String id) {

    private static final String SYSTEM_PREFIX = "system:";

    /** A timer or another job of a process. */
    public static final Actor PROCESS = system("process");

    /** A sweep that runs by the calendar. */
    public static final Actor SCHEDULER = system("scheduler");

    /** The card station. */
    public static final Actor STATION = system("station");

    /** The operator at the command line. */
    public static final Actor COMMAND_LINE = system("command-line");

    public Actor {
        Objects.requireNonNull(id, "id");
        if (id.isBlank()) {
            throw new IllegalArgumentException("an actor needs an id");
        }
    }

    public static Actor system(String what) {
        return new Actor(SYSTEM_PREFIX + what);
    }

    public boolean isPerson() {
        return !id.startsWith(SYSTEM_PREFIX);
    }
}
