package io.hakko.workflow;

import io.hakko.shared.RefusalCode;

/** Refusals of the workflow module. */
public enum WorkflowRefusal implements RefusalCode {
    /** The task is done or gone. */
    TASK_GONE("workflow.taskGone", Kind.CONFLICT),
    /** Somebody else works on it. */
    TASK_TAKEN("workflow.taskTaken", Kind.CONFLICT),
    /** The task is not the one this form is for. */
    WRONG_TASK("workflow.wrongTask", Kind.CONFLICT),
    /** The person is in none of the task's groups. */
    NOT_A_CANDIDATE("workflow.notACandidate", Kind.FORBIDDEN),
    /** The person has done a duty on this case that excludes this one (D-16). */
    FOUR_EYES("workflow.fourEyes", Kind.FORBIDDEN),
    /** A rival moved the same case at the same moment, and was first. */
    OVERTAKEN("workflow.overtaken", Kind.CONFLICT),
    /** Nobody waits for this message any more. */
    NOT_WAITING("workflow.notWaiting", Kind.CONFLICT),
    /** There is no deadline of this kind in force. */
    NO_DEADLINE("workflow.noDeadline", Kind.CONFLICT),
    /** A deadline is only moved with a reason. */
    REASON_NEEDED("workflow.reasonNeeded", Kind.INVALID),
    /** A deadline is not moved into the past. */
    DEADLINE_PAST("workflow.deadlinePast", Kind.INVALID),
    /** Whoever takes note of an alarm says what he found. */
    NOTE_NEEDED("workflow.noteNeeded", Kind.INVALID),
    /** A text contains what looks like an individual number (D-13). */
    MY_NUMBER("workflow.myNumber", Kind.INVALID),
    /** Only a manager moves a deadline. */
    MANAGER_ONLY("workflow.managerOnly", Kind.FORBIDDEN),
    /** A deadline that stands still gets its new end when it runs again. */
    DEADLINE_STANDS_STILL("workflow.deadlineStandsStill", Kind.CONFLICT),
    /** The consequence is due already and waits for the closing of arrivals only (D-04). */
    DEADLINE_AWAITS_CLOSING("workflow.deadlineAwaitsClosing", Kind.CONFLICT),
    /** A deadline is moved to a day. */
    LAST_DAY_NEEDED("workflow.lastDayNeeded", Kind.INVALID),
    /** No deadline lies that far away. */
    DEADLINE_FAR("workflow.deadlineFar", Kind.INVALID),
    /** The deadline would stay what it is. */
    DEADLINE_SAME("workflow.deadlineSame", Kind.INVALID);

    private final String key;
    private final Kind kind;

    WorkflowRefusal(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
