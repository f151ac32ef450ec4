package io.hakko.application;

import io.hakko.shared.Actor;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;

/** 到着締め: reception declares that everything that arrived up to a day has been registered (D-04). */
public interface ArrivalClosings {

    /** Closes the day of this task and all earlier days, and lets waiting consequences go on. */
    void close(TaskId task, Actor actor);

    /** Whether the arrivals of this day, and so of all days before it, are closed. */
    boolean closedThrough(LocalDate day);
}
