package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.util.List;

/**
 * Alarms: what a manager should look at while the work goes on. An alarm has no effect on a case. It stands in a manager's
 * task list until a manager has taken note of it or its cause is gone.
 */
public interface Alarms {

    /**
     * Raises an alarm in the caller's transaction; nothing happens while one of this kind is open for the case.
     *
     * @param what what is the matter, Japanese, without personal data
     */
    void raise(AlarmKind kind, String businessKey, String what);

    /**
     * As {@link #raise(AlarmKind, String, String)}, where a case can have several of a kind.
     *
     * @param subject tells them apart: the number of a letter, the name of a deadline
     */
    void raise(AlarmKind kind, String businessKey, String subject, String what);

    /** The cause is gone: closes the alarm of this kind for the case, if one is open. */
    void clear(AlarmKind kind, String businessKey);

    /** As {@link #clear(AlarmKind, String)}, of one subject. */
    void clear(AlarmKind kind, String businessKey, String subject);

    /** Every open alarm, oldest first. */
    List<AlarmView> open();

    /**
     * The alarm of a task, for its form.
     *
     * @throws io.hakko.shared.Refusal as {@link Tasks#read}
     */
    AlarmView of(TaskId task, Actor actor);

    /**
     * A manager has taken note; completes the task 警報を確認する.
     *
     * @param note what was found or done; never empty
     * @throws io.hakko.shared.Refusal at {@code /note}
     */
    void acknowledge(TaskId task, Actor actor, String note);
}
