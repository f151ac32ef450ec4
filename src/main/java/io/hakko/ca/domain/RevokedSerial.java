package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;

/**
 * The serial number of a certificate that is revoked.
 *
 * @param due a CRL must show it; else it has expired and may have left
 */
public record RevokedSerial(CertificateSerial serial, boolean due) {}
