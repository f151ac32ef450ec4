package io.hakko.repository.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.util.List;

/**
 * A CRL before the gate, with everything it is measured by.
 *
 * @param number number it was requested under
 * @param authority certificate of the authority
 * @param lastPublished number of the newest published CRL, 0 when there is none
 * @param mustShow serials of certificates that are revoked and not expired
 */
public record Candidate(long number, Der crl, Der authority, long lastPublished, List<CertificateSerial> mustShow) {

    public Candidate {
        mustShow = List.copyOf(mustShow);
    }
}
