package io.hakko.ca;

import io.hakko.application.HeldCertificates;
import io.hakko.ca.domain.CertificateJournal;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells the application module how many valid cards a company holds (A-FEE-04). */
@Component
class CompanyCertificates implements HeldCertificates {

    private final CertificateJournal journal;

    CompanyCertificates(CertificateJournal journal) {
        this.journal = journal;
    }

    @Override
    public int validAt(String profileId, String companyKey, Instant at) {
        return journal.countValid(profileId, companyKey, at);
    }
}
