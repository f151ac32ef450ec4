package io.hakko.shared;

/**
 * Something outside the database does not answer now, or refuses to work: nothing was done, and the same call succeeds when it
 * is back. A job that fails with it is tried again without costing a retry. Its message is for operators and holds no
 * secret.
 */
public class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RefusalCode code;

    /**
     * @param code what people are told
     * @param reason what operators are told
     */
    public Outage(RefusalCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    public RefusalCode code() {
        return code;
    }
}
