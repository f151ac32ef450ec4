package io.hakko.ca.domain;

import io.hakko.shared.Der;
import java.time.Instant;
import java.util.Optional;

/**
 * A revocation.
 *
 * @param reason code of the reason in the service profile
 * @param crlReason reason on the CRL, empty for unspecified
 * @param technical the card was spoiled before anybody had it
 * @param crlNumber first CRL that shows it
 * @param invalidityDate since when the certificate must be held to be invalid, where that is known and earlier
 * @param entry its encoded line on CRLs
 */
public record RevocationEntry(
        Instant at,
        String reason,
        Optional<Integer> crlReason,
        String explanation,
        boolean technical,
        long crlNumber,
        Optional<Instant> invalidityDate,
        Der entry) {}
