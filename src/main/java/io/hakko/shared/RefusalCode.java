package io.hakko.shared;

/**
 * Why a request is refused. Every module has one enum of these; the text a person reads stands in the message bundle
 * {@code messages/<module>_ja.properties} (and {@code _en}) under {@link #key()}.
 */
public interface RefusalCode {

    /** Message key, {@code module.problem}, e.g. {@code review.paperTooOld}. */
    String key();

    /** What kind of refusal it is; decides the HTTP status. */
    default Kind kind() {
        return Kind.INVALID;
    }

    /** The kinds of refusal and their HTTP status (RFC 9110). */
    enum Kind {
        /** The input is wrong: 422, one violation per field. */
        INVALID(422),
        /** Somebody else was faster, or the state no longer allows it: 409. */
        CONFLICT(409),
        /** This person may not do it (four eyes, role): 403. */
        FORBIDDEN(403),
        /** There is no such thing: 404. */
        NOT_FOUND(404);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
