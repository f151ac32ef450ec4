package io.hakko.workflow;

/**
 * The domain command that completes a task. It runs inside the transaction of {@link Tasks#complete}; what it returns
 * becomes process variables. If it throws, task and rows stay as they were.
 */
@FunctionalInterface
public interface TaskWork {
    ProcessVariables perform(OpenTask task);
}
