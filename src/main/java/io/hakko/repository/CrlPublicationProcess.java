package io.hakko.repository;

/** Names in the process {@code crl-publication}, business key {@code <caId>-<crlNumber>}. It has no variables. */
public final class CrlPublicationProcess {

    public static final String KEY = "crl-publication";

    /** Elements of the model. */
    public enum Element {
        startEvent_crlRequested,
        serviceTask_signCrl,
        serviceTask_publishCrl,
        serviceTask_verifyPublication,
        endEvent_published
    }

    private CrlPublicationProcess() {}
}
