package io.hakko.ca;

import java.time.Instant;

/**
 * What a key ceremony has made, as it stands in the audit trail.
 *
 * @param where file, or token and label
 * @param bits length of the key
 * @param serial of the certificate, in hex
 * @param sha256 of the certificate
 */
public record CeremonyRecord(
        String caId,
        String name,
        String where,
        int bits,
        String serial,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        Instant at,
        String by,
        String with) {}
