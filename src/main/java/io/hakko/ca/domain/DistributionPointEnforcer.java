package io.hakko.ca.domain;

/** Where the CRL stands (A-GEN-10). */
final class DistributionPointEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withDistributionPoints(rules.distributionPoints());
    }
}
