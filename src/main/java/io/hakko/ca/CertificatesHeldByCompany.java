package io.hakko.ca;

import io.hakko.application.HeldCertificates;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells the module of applications how many valid certificates a company holds (A-FEE-04). */
@Component
class CertificatesHeldByCompany implements HeldCertificates {

    private final Certificates certificates;

    CertificatesHeldByCompany(Certificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public int validAt(String profileId, String companyKey, Instant at) {
        return certificates.validCertificatesOf(profileId, companyKey, at);
    }
}
