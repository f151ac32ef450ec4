package io.hakko.repository;

import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.util.Set;

/**
 * Order to go on publishing after an older backup was restored.
 *
 * @param caId authority, the id of the service profile
 * @param crl the newest CRL that relying parties have seen, from the distribution point
 * @param by who orders it
 * @param with the second person (D-16)
 * @param reason why, in their words
 * @param without certificates on that CRL that the database does not know and that will stand on no CRL any more
 */
public record ResumeRepository(
        String caId, Der crl, Actor by, Actor with, String reason, Set<CertificateSerial> without) {

    public ResumeRepository {
        without = Set.copyOf(without);
    }
}
