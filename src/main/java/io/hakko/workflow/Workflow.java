package io.hakko.workflow;

/** Starting and signalling processes, inside the caller's transaction. */
public interface Workflow {

    /** Starts the newest version of a process. */
    void start(String process, String businessKey, ProcessVariables variables);

    /**
     * Sends a message to the one instance of this business key that waits for it.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when nobody waits for it any more
     */
    void correlate(String message, String businessKey, ProcessVariables variables);

    /** Sends a message to every instance that waits for it and has this value; zero receivers is normal. */
    void correlateAll(String message, ProcessVariable<String> filter, String value);
}
