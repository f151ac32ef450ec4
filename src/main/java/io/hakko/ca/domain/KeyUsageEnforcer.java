package io.hakko.ca.domain;

import java.util.Set;

/** The key signs and commits its holder, and does nothing else. */
final class KeyUsageEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withKeyUsage(Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.NON_REPUDIATION));
    }
}
