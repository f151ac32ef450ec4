package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The receipt of a card counts: the card is in use. Published in the running transaction.
 *
 * @param late whether it came after the last day and a manager accepted it
 */
public record ReceiptConfirmed(
        ApplicationNumber application,
        CertificateSerial serial,
        CardNumber card,
        LocalDate arrivedOn,
        boolean late,
        Instant at) {}
