package io.hakko.ca.domain;

import java.time.temporal.ChronoUnit;

/** Times in a certificate have whole seconds (RFC 5280 section 4.1.2.5). */
final class WholeSecondsEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withValidity(
                draft.notBefore().truncatedTo(ChronoUnit.SECONDS),
                draft.notAfter().truncatedTo(ChronoUnit.SECONDS));
    }
}
