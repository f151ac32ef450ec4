package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.util.Optional;

/** User tasks: reading one for its form, and completing one together with the domain command behind it. */
public interface Tasks {

    /**
     * The open task for its form.
     *
     * @param element id of the user task the caller serves
     * @throws io.hakko.shared.Refusal CONFLICT when it is gone, FORBIDDEN when this person may not work on it
     */
    OpenTask read(TaskId task, String element, Actor actor);

    /**
     * Completes a task in one transaction: locks it, checks that it is still open, is assigned to nobody else, that the
     * person is a candidate and has done no conflicting duty on this case (D-16), runs the domain command and completes
     * the task with the variables it returns.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when it is gone or another person's, FORBIDDEN by role or four eyes, and
     *     whatever the command refuses; nothing is changed then
     */
    void complete(TaskId task, String element, Actor actor, TaskWork work);

    /**
     * Refuses whoever may not work on a task of this kind, before anything is made of what was sent.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when it is gone, FORBIDDEN when this person is no candidate
     */
    void requireCandidate(TaskId task, Actor actor);

    /**
     * Makes an open task a person's own, as claiming does in Tasklist.
     *
     * @param from who may have it until now
     * @throws io.hakko.shared.Refusal CONFLICT when it is gone or another person's, FORBIDDEN by role or four eyes
     */
    void claim(TaskId task, String element, Actor actor, Optional<Actor> from);

    /** Gives back a task that this person has claimed; harmless when he has not. */
    void giveBack(TaskId task, Actor actor);

    /** The open task, whatever it is; empty when it is gone. No check of who asks. */
    Optional<OpenTask> find(TaskId task);

    /** A variable of the process an open task belongs to. */
    <T> Optional<T> variable(TaskId task, ProcessVariable<T> variable);

    /**
     * Records that a person has done a duty on a case outside a user task (a start form), so that four eyes counts it.
     *
     * @param duty as in the models' extension property {@code hakko.duty}
     */
    void participated(String businessKey, String duty, Actor actor);
}
