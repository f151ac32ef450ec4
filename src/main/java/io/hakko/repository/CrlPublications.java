package io.hakko.repository;

import io.hakko.ca.CrlKey;
import java.util.List;
import java.util.Optional;

/** Publication of CRLs. Every step may run twice. */
public interface CrlPublications {

    /**
     * Lets a signed CRL through the gate and puts it on every target. One that was overtaken by a newer published CRL is
     * not published any more.
     *
     * @throws RuntimeException when the gate does not let it through; the last good one stays
     */
    void publish(CrlKey key);

    /**
     * Reads the CRL back from every target, compares it byte by byte and records {@code crl.published}.
     *
     * @throws IllegalStateException when a target does not serve it
     */
    void verify(CrlKey key);

    /** The newest published CRL of an authority. */
    Optional<PublishedCrl> latest(String caId);

    Optional<PublishedCrl> find(CrlKey key);

    /** All published CRLs of an authority, oldest first. */
    List<PublishedCrl> all(String caId);
}
