package io.hakko.application;

import java.time.Instant;

/** How many cards a company holds; implemented by the module that keeps the certificates. */
public interface HeldCertificates {

    /**
     * Certificates of this company under a service that are neither revoked nor expired at that instant (A-FEE-04,
     * AMB-10).
     */
    int validAt(String profileId, String companyKey, Instant at);
}
