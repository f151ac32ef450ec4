package io.hakko.card;

import io.hakko.shared.ApplicationNumber;

/** Where the content of certificates comes from. */
public interface CertificateOrders {

    CertificateOrder orderOf(ApplicationNumber application);

    /** The certificate is issued; in the caller's transaction, repeated after a remake. */
    void issued(ApplicationNumber application);
}
