package io.hakko.card.integration;

import io.hakko.application.Applications;
import io.hakko.application.CertificateContent;
import io.hakko.ca.SubjectContent;
import io.hakko.card.CertificateOrder;
import io.hakko.card.CertificateOrders;
import io.hakko.shared.ApplicationNumber;
import org.springframework.stereotype.Component;

/** The content of certificates comes from the accepted application. */
@Component
class ApplicationCertificateOrders implements CertificateOrders {

    private final Applications applications;

    ApplicationCertificateOrders(Applications applications) {
        this.applications = applications;
    }

    @Override
    public CertificateOrder orderOf(ApplicationNumber application) {
        CertificateContent content = applications.certificateContent(application);
        SubjectContent subject = new SubjectContent(
                content.companyKind(),
                content.romajiName(),
                content.name(),
                content.companyName(),
                content.headOffice(),
                content.corporateNumber(),
                content.romajiAddress(),
                content.powerOfRepresentation());
        return new CertificateOrder(content.profile(), content.product(), subject, content.companyKey());
    }

    @Override
    public void issued(ApplicationNumber application) {
        applications.markIssued(application);
    }
}
