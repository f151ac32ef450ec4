package io.hakko.repository.domain;

import java.util.List;
import java.util.Optional;

/** What is published, kept in the database: the HTTP repository serves from it on every node. */
public interface PublicationStore {

    /** Lets publications of one authority come one after the other until the transaction ends. */
    void lock(String caId);

    /** Number of the newest CRL that relying parties have seen, as far as is known; 0 when there is none. */
    long lastNumber(String caId);

    /** Takes note of a number that relying parties have seen and this store has lost; the caller has the lock. */
    void seen(String caId, long number);

    /** What the next CRL is measured by. */
    LastPublished last(String caId);

    /** Publishes a CRL that passed the gate as the newest one of its authority. */
    void put(Publication publication);

    Optional<StoredCrl> find(String caId, long number);

    Optional<StoredCrl> latest(String caId);

    List<StoredCrl> all(String caId);
}
