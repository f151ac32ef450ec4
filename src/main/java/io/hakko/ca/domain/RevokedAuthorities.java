package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;
import java.time.Instant;

/** Where revocations of certificates of authorities are kept; they stand on the CRL and on the ARL. */
public interface RevokedAuthorities {

    /**
     * Enters one. The caller has the lock of the authority that issued it.
     *
     * @param issuerCaId which authority issued it
     * @param notAfter until when it would be valid
     * @return false when it is entered already
     */
    boolean enter(String issuerCaId, CertificateSerial serial, Instant notAfter, RevocationEntry revocation);
}
