package io.hakko.ca.domain;

/** The policy of the profile, with the address of its practice statement. */
final class PolicyEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withPolicy(rules.policy());
    }
}
