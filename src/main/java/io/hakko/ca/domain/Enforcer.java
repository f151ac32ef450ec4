package io.hakko.ca.domain;

/** Writes what the authority insists on, whatever the request and the modifiers said. Enforcers run last. */
@FunctionalInterface
interface Enforcer {
    CertificateDraft enforce(CertificateDraft draft, CertificateRules rules);
}
