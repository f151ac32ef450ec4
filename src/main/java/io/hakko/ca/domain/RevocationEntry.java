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
 * @param entry its encoded line on CRLs
 */
public record RevocationEntry(
        Instant at,
        String reason,
        Optional<Integer> crlReason,
        String explanation,
        boolean technical,
        long crlNumber,
        Der entry) {}
