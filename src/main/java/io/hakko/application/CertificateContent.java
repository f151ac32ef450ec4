package io.hakko.application;

import io.hakko.policy.Scope;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CorporateNumber;
import io.hakko.shared.ProfileRef;
import java.util.Optional;

/**
 * What is recorded in the certificate and on the card (A-GEN-04, B-APP-05). What the service does not record for this kind
 * of company is not there (B-APP-08).
 *
 * @param companyKind kind of company, on which the items depend
 * @param name name of the holder as recorded: as in the residence record, or with the former family name (A-OPT-03)
 * @param romajiFamilyName family name in Hepburn spelling
 * @param romajiGivenName given name in Hepburn spelling
 * @param romajiAddress home address in romaji, only on request (A-OPT-04)
 * @param companyName 商号・名称, where it is recorded (B-APP-08)
 * @param headOffice 本店住所, where it is recorded (B-APP-08)
 * @param powerOfRepresentation 代理権, only on request (A-OPT-05)
 * @param companyKey key under which the cards of this company are counted (D-09)
 */
public record CertificateContent(
        ApplicationNumber application,
        ProfileRef profile,
        String product,
        Scope companyKind,
        String name,
        String romajiFamilyName,
        String romajiGivenName,
        Optional<String> romajiAddress,
        Optional<String> companyName,
        Optional<String> headOffice,
        Optional<CorporateNumber> corporateNumber,
        Optional<String> powerOfRepresentation,
        String companyKey) {

    /** Name in romaji, family name first, as on the card. */
    public String romajiName() {
        return romajiFamilyName + " " + romajiGivenName;
    }
}
