package io.hakko.ca.domain;

/** The signature algorithm of the profile, sha256WithRSAEncryption for an accredited service (A-GEN-06). */
final class SignatureAlgorithmEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withSignatureAlgorithm(rules.signatureAlgorithm());
    }
}
