package io.hakko.ca.domain;

/** The key is for what the profile says: it signs and commits its holder, and does nothing else. */
final class KeyUsageEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withKeyUsage(rules.keyUsage());
    }
}
