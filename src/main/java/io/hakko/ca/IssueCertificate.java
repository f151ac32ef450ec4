package io.hakko.ca;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ProfileRef;

/**
 * Order to certify the key of a card.
 *
 * @param profile version of the service profile the application was accepted under
 * @param companyKey company by which valid certificates are counted (D-09)
 * @param product id of the product in the profile; decides the validity (D-20)
 */
public record IssueCertificate(
        ApplicationNumber application,
        CardNumber card,
        ProfileRef profile,
        SubjectContent subject,
        String companyKey,
        PublicKeyInfo publicKey,
        String product) {}
