package io.hakko.ca;

import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Certificate revocation lists: requested, signed, published. Numbers only grow. */
public interface Crls {

    /**
     * Asks, in the caller's transaction, for a CRL that shows everything revoked up to now. While a requested one is not
     * signed yet the request joins it; else the next number is allocated and {@link CrlRequested} published.
     */
    CrlKey request(String caId);

    /**
     * Signs a requested CRL in the caller's transaction. Revocations committed before are on it, later ones come with the
     * next. A CRL that is signed already stays as it is.
     */
    SignedCrl sign(CrlKey key);

    /** A CRL that is signed. */
    Optional<SignedCrl> find(CrlKey key);

    /**
     * Everything that is revoked for a signed CRL or an earlier one, in the order of its entries. What a CRL shows is a part
     * of it. Read as it is asked for, in the caller's transaction.
     */
    Iterator<RevokedCertificate> revoked(CrlKey key);

    /** The certificates of authorities that are revoked for a CRL or an earlier one, in the order in which its ARL shows them. */
    List<CertificateSerial> revokedAuthorities(CrlKey key);

    /**
     * Goes on above a number that relying parties have seen and this database has lost, in the caller's transaction: what
     * is requested up to that number is signed and never published, and a CRL above it is requested.
     *
     * @return the CRL that is requested
     */
    CrlKey resumeAbove(String caId, long seen);

    /**
     * Looks, in a transaction of its own, at what is kept of the entries of CRLs, after a CRL was kept back. It is made anew from
     * the revocations; when it did not fit them, that is recorded and the next CRL is requested.
     */
    void reexamine(CrlKey keptBack);

    /** The number that the next request will take, unless it joins an earlier one. */
    long nextNumber(String caId);

    /**
     * Whether the CRL of that {@code thisUpdate} is the last one of its key: the key has a successor, and all its certificates
     * had expired by then.
     */
    boolean isLast(String caId, Instant thisUpdate);

    /** When the oldest CRL that is to follow the newest published one was asked for; empty when none is. */
    Optional<Instant> awaitedSince(String caId);

    /** Records that a signed CRL is published on every target. */
    void published(CrlKey key);

    /** Records that a signed CRL was overtaken by a newer one before it could be published. */
    void superseded(CrlKey key);
}
