package io.hakko.notice;

import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;

/**
 * What follows in a process when the letter of one of its user tasks was posted. A bean of the module that owns the
 * process; without one that supports the element, the task is no posting task and the shared form refuses it.
 */
public interface PostingConsequence {

    /** Whether the user task with this id in the model posts the letter of its variable {@code letterId}. */
    boolean supports(String element);

    /** Runs in the transaction that completes the task; what it returns becomes process variables. */
    ProcessVariables after(OpenTask task, PostedLetter letter);
}
