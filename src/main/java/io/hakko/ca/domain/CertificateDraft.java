package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate before it is encoded. Authority and subject key identifiers and the issuer's name follow from the keys
 * and are always added by the encoder.
 *
 * @param subject attributes of the subject, most significant first
 * @param alternativeName attributes of the directoryName in subjectAltName
 */
public record CertificateDraft(
        CertificateSerial serial,
        String caId,
        String signatureAlgorithm,
        Instant notBefore,
        Instant notAfter,
        List<NameAttribute> subject,
        List<NameAttribute> alternativeName,
        Der publicKey,
        Set<KeyUse> keyUsage,
        Optional<CertificatePolicy> policy,
        List<String> distributionPoints,
        List<String> caIssuers) {

    public CertificateDraft {
        subject = List.copyOf(subject);
        alternativeName = List.copyOf(alternativeName);
        keyUsage = Set.copyOf(keyUsage);
        distributionPoints = List.copyOf(distributionPoints);
        caIssuers = List.copyOf(caIssuers);
    }

    /** A draft with serial, validity and key, and nothing else yet. */
    static CertificateDraft of(IssuanceRequest request) {
        return new CertificateDraft(
                request.serial(),
                request.rules().caId(),
                "",
                request.notBefore().toInstant(),
                request.notAfter().toInstant(),
                List.of(),
                List.of(),
                request.publicKey(),
                Set.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    CertificateDraft withSubject(List<NameAttribute> attributes) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                attributes,
                alternativeName,
                publicKey,
                keyUsage,
                policy,
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withAlternativeName(List<NameAttribute> attributes) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                subject,
                attributes,
                publicKey,
                keyUsage,
                policy,
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withValidity(Instant from, Instant to) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                from,
                to,
                subject,
                alternativeName,
                publicKey,
                keyUsage,
                policy,
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withSignatureAlgorithm(String algorithm) {
        return new CertificateDraft(
                serial,
                caId,
                algorithm,
                notBefore,
                notAfter,
                subject,
                alternativeName,
                publicKey,
                keyUsage,
                policy,
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withKeyUsage(Set<KeyUse> uses) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                subject,
                alternativeName,
                publicKey,
                uses,
                policy,
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withPolicy(CertificatePolicy certificatePolicy) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                subject,
                alternativeName,
                publicKey,
                keyUsage,
                Optional.of(certificatePolicy),
                distributionPoints,
                caIssuers);
    }

    CertificateDraft withDistributionPoints(List<String> uris) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                subject,
                alternativeName,
                publicKey,
                keyUsage,
                policy,
                uris,
                caIssuers);
    }

    CertificateDraft withCaIssuers(List<String> uris) {
        return new CertificateDraft(
                serial,
                caId,
                signatureAlgorithm,
                notBefore,
                notAfter,
                subject,
                alternativeName,
                publicKey,
                keyUsage,
                policy,
                distributionPoints,
                uris);
    }
}
