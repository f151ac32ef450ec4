package io.hakko.ca.domain;

/** Where the authority's own certificate stands. */
final class AuthorityInformationEnforcer implements Enforcer {
    @Override
    public CertificateDraft enforce(CertificateDraft draft, CertificateRules rules) {
        return draft.withCaIssuers(rules.caIssuers());
    }
}
