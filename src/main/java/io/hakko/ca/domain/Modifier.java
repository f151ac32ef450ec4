package io.hakko.ca.domain;

/** Fills a part of the draft from the request. */
@FunctionalInterface
interface Modifier {
    CertificateDraft fill(CertificateDraft draft, IssuanceRequest request);
}
