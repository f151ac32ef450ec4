package io.hakko.repository.domain;

import io.hakko.shared.Der;
import java.util.Optional;

/** A place where relying parties find CRLs and CA certificates. Putting the same thing twice does no harm. */
public interface PublicationTarget {

    /** Name for messages and the trail. */
    String name();

    /** Publishes a CRL that passed the gate as the newest one of its authority, with the authority's certificate. */
    void put(Publication publication);

    /** What this place serves as the CRL of that number. */
    Optional<Der> fetch(String caId, long number);

    /** The highest number this place serves, where it can say so without reading CRLs; else 0. */
    default long highestNumber(String caId) {
        return 0;
    }

    /** What this place serves as the newest CRL. */
    Optional<Der> fetchLatest(String caId);
}
