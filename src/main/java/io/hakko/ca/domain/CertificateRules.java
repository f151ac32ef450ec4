package io.hakko.ca.domain;

import java.util.List;
import java.util.Set;

/**
 * What the service profile says about its certificates.
 *
 * @param caId authority that signs
 * @param subject layout of the subject
 * @param alternativeName layout of the directoryName in subjectAltName
 * @param signatureAlgorithm as Java names it, {@code SHA256withRSA} (A-GEN-06)
 * @param keyBits length of the modulus of the subject's key
 * @param policy policy of the certificates
 * @param distributionPoints where the CRL stands: HTTP and LDAP URIs (A-GEN-10)
 * @param caIssuers where the authority's own certificate stands
 * @param keyUsage what the subject's key is for
 * @param required items every certificate records
 */
public record CertificateRules(
        String caId,
        List<NamePart> subject,
        List<NamePart> alternativeName,
        String signatureAlgorithm,
        int keyBits,
        CertificatePolicy policy,
        List<String> distributionPoints,
        List<String> caIssuers,
        Set<KeyUse> keyUsage,
        Set<Item> required) {

    public CertificateRules {
        subject = List.copyOf(subject);
        alternativeName = List.copyOf(alternativeName);
        caIssuers = List.copyOf(caIssuers);
        keyUsage = Set.copyOf(keyUsage);
        distributionPoints = List.copyOf(distributionPoints);
        required = Set.copyOf(required);
    }
}
