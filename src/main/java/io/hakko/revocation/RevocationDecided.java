package io.hakko.revocation;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;

/** A person decided about a revocation request. Published in the running transaction. */
public record RevocationDecided(
        RevocationRequestNumber request,
        ApplicationNumber application,
        CertificateSerial serial,
        boolean approved,
        Instant at) {}
