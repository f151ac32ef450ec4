package io.hakko.application.domain;

import io.hakko.application.domain.ApplicationForm.Applicant;
import io.hakko.application.domain.ApplicationForm.CardOrder;
import io.hakko.application.domain.ApplicationForm.Company;
import io.hakko.shared.ProfileRef;

/**
 * What was entered and goes into a certificate.
 *
 * @param profile version that the application is pinned to
 * @param companyKey key under which the cards of the company are counted (D-09)
 */
public record CertificateForm(
        ProfileRef profile, Applicant applicant, Company company, CardOrder order, String companyKey) {}
