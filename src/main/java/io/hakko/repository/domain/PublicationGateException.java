package io.hakko.repository.domain;

/** A signed CRL must not be published. The job is retried and becomes an incident; the last good CRL stays. */
public class PublicationGateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PublicationGateException(String message) {
        super(message);
    }

    public PublicationGateException(String message, Throwable cause) {
        super(message, cause);
    }
}
