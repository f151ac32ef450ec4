package io.hakko.repository.domain;

/**
 * A place beside the HTTP repository where relying parties find CRLs and CA certificates. Putting the same thing twice does no
 * harm. A place that is down throws; its delivery is tried again and nothing else waits for it.
 */
public interface PublicationTarget {

    /** Name for messages, metrics and the status page. */
    String name();

    /** Publishes a CRL that passed the gate as the newest one of its authority, with the authority's certificate. */
    void put(Publication publication);

    /** Reads back what this place serves as the newest CRL, and as the one of that number where it has numbers. */
    boolean serves(Publication publication);

    /** The highest number this place serves, where it can say so at once and without reading CRLs; else 0. */
    default long highestNumber(String caId) {
        return 0;
    }
}
