package io.hakko.repository.domain;

import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.util.Iterator;

/**
 * A CRL before the gate, with everything it is measured by.
 *
 * @param number number it was requested under
 * @param scope what it says it speaks about
 * @param authority certificate of the authority
 * @param last the newest one published before
 * @param revoked every certificate that is revoked for it, in the order of the CRL; what is due must be on it
 */
public record Candidate(
        long number, Scope scope, DerContent crl, Der authority, LastPublished last, Iterator<Revoked> revoked) {

    /** What a CRL speaks about. */
    public enum Scope {
        /** Every certificate of the authority. */
        EVERYTHING,
        /** Certificates of authorities only. */
        AUTHORITIES
    }
}
