package io.hakko.ca.domain;

import java.util.List;
import java.util.Set;

/**
 * What the service profile says about its certificates.
 *
 * @param caId authority that signs
 * @param country country in the names
 * @param signatureAlgorithm as Java names it, {@code SHA256withRSA} (A-GEN-06)
 * @param keyBits length of the modulus of the subject's key
 * @param policy policy of the certificates
 * @param distributionPoints where the CRL stands: HTTP and LDAP URIs (A-GEN-10)
 * @param required items every certificate records
 */
public record CertificateRules(
        String caId,
        String country,
        String signatureAlgorithm,
        int keyBits,
        CertificatePolicy policy,
        List<String> distributionPoints,
        Set<Item> required) {

    public CertificateRules {
        distributionPoints = List.copyOf(distributionPoints);
        required = Set.copyOf(required);
    }
}
