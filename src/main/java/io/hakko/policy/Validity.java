package io.hakko.policy;

import java.time.Instant;

/**
 * Validity of a certificate; both ends belong to it (X.509).
 *
 * @param notBefore instant of issue, whole seconds
 * @param notAfter last second
 */
public record Validity(Instant notBefore, Instant notAfter) {

    public Validity {
        if (!notAfter.isAfter(notBefore)) {
            throw new IllegalArgumentException("a validity ends after it begins");
        }
    }
}
