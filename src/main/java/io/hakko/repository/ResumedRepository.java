package io.hakko.repository;

import io.hakko.ca.CrlKey;
import io.hakko.ca.IssuedCertificate;
import java.util.List;

/**
 * How a repository goes on.
 *
 * @param seen number that relying parties had seen
 * @param next CRL that is requested now
 * @param revokedAgain certificates whose revocation was lost with the newer data
 * @param trail number of sound entries of the audit trail; it goes on with the next
 */
public record ResumedRepository(long seen, CrlKey next, List<IssuedCertificate> revokedAgain, long trail) {

    public ResumedRepository {
        revokedAgain = List.copyOf(revokedAgain);
    }
}
