package io.hakko.ca;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.time.Instant;

/** A certificate was signed and recorded. */
public record CertificateIssued(
        CertificateSerial serial,
        ApplicationNumber application,
        CardNumber card,
        ProfileRef profile,
        Instant notBefore,
        Instant notAfter,
        Instant at) {}
