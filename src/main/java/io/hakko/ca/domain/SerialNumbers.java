package io.hakko.ca.domain;

import io.hakko.shared.CertificateSerial;

/** Source of serial numbers: at least 64 unpredictable bits each. */
@FunctionalInterface
public interface SerialNumbers {
    CertificateSerial next();
}
