package io.hakko.ca;

import io.hakko.shared.CertificateSerial;
import java.util.List;
import java.util.Optional;

/** Authorities whose key is compromised, or feared to be (B-RVK-04 (5)). */
public interface CompromisedAuthorities {

    /**
     * Declares, in the caller's transaction, that the key of an authority is not trusted any more: from its commit on nothing
     * is issued with it. Its CRLs are still signed, since nothing else tells relying parties. Idempotent, for ever.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND for an unknown authority
     */
    void declare(String caId, String explanation);

    /** Whether it is declared. */
    boolean isDeclared(String caId);

    /**
     * Certificates that are still to be revoked: issued, not expired, not revoked.
     *
     * @param after the last one of the page before; empty for the first page
     * @param most how many at most
     */
    List<CertificateSerial> live(String caId, Optional<CertificateSerial> after, int most);

    /** How many certificates are still to be revoked. */
    long countLive(String caId);
}
