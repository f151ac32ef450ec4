package io.hakko.application;

import io.hakko.application.domain.ApplicationForm;
import io.hakko.application.domain.StoredForm;
import io.hakko.policy.Product;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CorporateNumber;

/** What was entered, as people see it. */
final class Views {

    private Views() {}

    static ApplicationView.Content content(StoredForm stored, ServiceProfile profile) {
        ApplicationForm form = stored.form();
        return new ApplicationView.Content(
                applicant(form.applicant()),
                company(form.company(), stored.companyKey()),
                form.agent()
                        .map(agent -> new ApplicationView.Agent(
                                agent.name(),
                                agent.address().postalCode(),
                                agent.address().text())),
                order(form.order(), profile),
                stored.papers().stream()
                        .map(p -> new PresentedPaper(
                                p.paper().kind(),
                                p.paper().issuedOn(),
                                p.paper().original(),
                                p.paper().note(),
                                p.arrivedOn()))
                        .toList(),
                form.consent().termsVersion(),
                form.consent().agreedOn());
    }

    private static ApplicationView.Applicant applicant(ApplicationForm.Applicant applicant) {
        return new ApplicationView.Applicant(
                applicant.name(),
                applicant.nameKind().name(),
                Labels.of(applicant.nameKind()),
                applicant.realName(),
                applicant.nameKana(),
                applicant.formerName(),
                applicant.romajiName().family(),
                applicant.romajiName().given(),
                applicant.romajiName().suggestion(applicant.nameKana()),
                applicant.birthDate(),
                applicant.address().postalCode(),
                applicant.address().text(),
                applicant.romajiAddress(),
                applicant.contacts().phone(),
                applicant.contacts().fax(),
                applicant.contacts().email());
    }

    private static ApplicationView.Company company(ApplicationForm.Company company, String key) {
        return new ApplicationView.Company(
                company.kind().name(),
                Labels.of(company.kind()),
                company.name(),
                company.headOffice().postalCode(),
                company.headOffice().text(),
                company.corporateNumber().map(CorporateNumber::value),
                company.representativeName(),
                company.representativeTitle(),
                key);
    }

    private static ApplicationView.Order order(ApplicationForm.CardOrder order, ServiceProfile profile) {
        Product product = profile.product(order.product());
        return new ApplicationView.Order(
                product.code(), product.label(), order.cardsOrderedTogether(), order.powerOfRepresentation());
    }
}
