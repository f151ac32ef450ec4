package io.hakko.billing;

import io.hakko.billing.domain.Charge;
import io.hakko.ca.Certificates;
import io.hakko.shared.CertificateSerial;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which certificates of an invoice could be revoked now. */
@Component
class ValidCertificates {

    private final Certificates certificates;
    private final Clock clock;

    ValidCertificates(Certificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    List<CertificateSerial> of(List<Charge> charges) {
        return charges.stream()
                .map(Charge::serial)
                .filter(serial -> certificates
                        .ofSerial(serial)
                        .filter(certificate -> certificate.isValidAt(clock.instant()))
                        .isPresent())
                .toList();
    }
}
