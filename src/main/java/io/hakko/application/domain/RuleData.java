package io.hakko.application.domain;

import java.time.LocalDate;
import java.util.Set;

/**
 * What the rules for entering an application take from the service profile and the case.
 *
 * @param products codes of the products (A-FEE-01)
 * @param paperKinds codes of the kinds of papers
 * @param termsVersions versions of the terms that can be agreed to
 * @param recording what the certificate of this applicant may say
 * @param arrivedOn day of arrival
 */
public record RuleData(
        Set<String> products,
        Set<String> paperKinds,
        Set<String> termsVersions,
        Recording recording,
        LocalDate arrivedOn) {

    public RuleData {
        products = Set.copyOf(products);
        paperKinds = Set.copyOf(paperKinds);
        termsVersions = Set.copyOf(termsVersions);
    }
}
