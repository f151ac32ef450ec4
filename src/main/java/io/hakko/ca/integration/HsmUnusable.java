package io.hakko.ca.integration;

/** Why an HSM, a token or a key in it cannot be used. */
final class HsmUnusable extends Exception {

    private static final long serialVersionUID = 1L;

    /** What has to happen before it can be used. */
    enum Cause {
        /** It has to come back; asking again is harmless. */
        AWAY("HSM down"),
        /** The PIN was refused, and is not tried again before its file changes: tokens lock themselves. */
        PIN_REFUSED("PIN refused"),
        /** Token, key and certificate do not fit; somebody has to change the configuration. */
        MISFIT("key, token and certificate do not fit");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /** In a few words, without names. */
        String text() {
            return text;
        }
    }

    private final Cause why;
    private final String reason;

    HsmUnusable(Cause why, String reason) {
        super(reason, null, false, false);
        this.why = why;
        this.reason = reason;
    }

    /** For operators; no secret. */
    String reason() {
        return reason;
    }

    Cause why() {
        return why;
    }
}
