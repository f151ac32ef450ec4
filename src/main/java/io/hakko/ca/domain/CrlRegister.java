package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.PieceOutput;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Where authorities, CRLs and their numbers are kept. */
public interface CrlRegister {

    /** Enters an authority, or finds it entered already; the certificate that is on record. */
    Der enter(AuthorityKey authority);

    /** Ids of all authorities on record. */
    List<String> authorities();

    /**
     * Locks an authority until the transaction ends: requests, signing and revocations of one authority come one after
     * the other.
     *
     * @return false when there is no such authority
     */
    boolean lock(String caId);

    /** Takes the next number; numbers only grow. */
    long takeNumber(String caId);

    /** The number that will be taken next; 1 for an authority that is not entered yet. */
    long nextNumber(String caId);

    /** Leaves out every number below this one. */
    void skipTo(String caId, long number);

    void request(String caId, long number, Instant at);

    /** Number of the CRL that is requested and not signed yet. */
    Optional<Long> requested(String caId);

    Optional<CrlRecord> find(String caId, long number);

    /** When the last certificate of an authority expires, a revoked link to another key included. */
    Optional<Instant> lastExpiry(String caId);

    /** {@code thisUpdate} of the newest signed CRL. */
    Optional<Instant> lastUpdate(String caId);

    /**
     * Encoded entries of a CRL: everything revoked for it or an earlier one, without what had expired before the last
     * published CRL was made, so that an expired certificate is still on one more CRL (RFC 5280 section 3.3). The caller has
     * the authority's lock and keeps it while the entries are read.
     *
     * @param keepExpired nothing leaves
     */
    RevokedEntries entries(String caId, long number, boolean keepExpired);

    /**
     * Makes what is kept of the entries of CRLs anew, from the revocations alone. The caller has the authority's lock.
     *
     * @return whether what was kept did not fit the revocations
     */
    boolean rebuildEntries(String caId, long number, boolean keepExpired);

    /**
     * Everything revoked for a CRL or one before, expired or not, in the order of the CRL; read as it is asked for.
     *
     * @param at what had not expired at that moment must be shown
     */
    Iterator<RevokedSerial> revoked(String caId, long number, Instant at, boolean keepExpired);

    /** Encoded entries of an ARL: every certificate of an authority that is revoked for it or an earlier one. None ever leaves. */
    List<Der> authorityEntries(String caId, long number);

    /** Their serial numbers, in the same order. */
    List<CertificateSerial> revokedAuthorities(String caId, long number);

    /** Where a CRL is written to while it is signed. */
    PieceOutput write(String caId, long number);

    /** What has been written is that CRL. */
    void signed(
            String caId,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            int entries,
            long octets,
            String sha256,
            Der arl);

    void published(String caId, long number, Instant at);

    void superseded(String caId, long number);

    /** When the oldest CRL that is requested or signed, and is to follow the newest published one, was requested. */
    Optional<Instant> awaitedSince(String caId);
}
