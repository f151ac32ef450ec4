package io.hakko.card;

import io.hakko.ca.SubjectContent;
import io.hakko.shared.ProfileRef;

/**
 * What the card of an accepted application gets.
 *
 * @param profile version of the service profile the application was accepted under
 * @param product code of the product
 * @param subject what the certificate says about its holder
 * @param companyKey company by which valid certificates are counted (D-09)
 */
public record CertificateOrder(ProfileRef profile, String product, SubjectContent subject, String companyKey) {}
