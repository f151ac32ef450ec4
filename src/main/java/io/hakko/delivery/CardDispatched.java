package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A card was given away, in the running transaction.
 *
 * @param channel Japanese name of the channel
 * @param trackingNumber empty at the counter
 */
public record CardDispatched(
        ApplicationNumber application,
        CertificateSerial serial,
        CardNumber card,
        String channel,
        Optional<String> trackingNumber,
        LocalDate postedOn,
        Instant at) {}
