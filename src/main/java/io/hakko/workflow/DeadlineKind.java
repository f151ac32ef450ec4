package io.hakko.workflow;

/**
 * One kind of deadline in a process.
 *
 * @param name stable name in the database, e.g. {@code receipt}
 * @param process key of the process that waits
 * @param timer id of the timer event in the model
 * @param due variable the timer reads
 * @param display variable with a Japanese name that Cockpit shows
 */
public record DeadlineKind(
        String name,
        String process,
        String timer,
        ProcessVariable<java.time.Instant> due,
        ProcessVariable<String> display) {}
