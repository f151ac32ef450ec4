package io.hakko.repository.domain;

import io.hakko.shared.CertificateSerial;

/**
 * A certificate that is revoked.
 *
 * @param due the CRL must show it; else it has expired and may have left
 */
public record Revoked(CertificateSerial serial, boolean due) {}
