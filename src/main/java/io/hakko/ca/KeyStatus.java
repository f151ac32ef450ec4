package io.hakko.ca;

import io.hakko.ca.domain.KeyGeneration;
import java.time.Instant;
import java.util.Optional;

/**
 * The key of an authority and its CRLs.
 *
 * @param authority empty while its key is not made
 * @param where file, or token and label
 * @param fault why the key cannot be used now
 * @param lastCrl when the newest CRL was signed
 * @param nextCrlNumber the number the next CRL takes
 */
public record KeyStatus(
        String caId,
        Optional<Authority> authority,
        String where,
        Optional<String> fault,
        Optional<Instant> lastCrl,
        long nextCrlNumber) {

    /** Whether it is the first key of its service. */
    public boolean first() {
        return KeyGeneration.of(caId).number() == 1;
    }
}
