package io.hakko.ca.domain;

/**
 * Policy a certificate is issued under.
 *
 * @param oid policy identifier
 * @param cpsUri where the practice statement stands
 */
public record CertificatePolicy(String oid, String cpsUri) {}
