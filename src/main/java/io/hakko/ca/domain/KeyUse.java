package io.hakko.ca.domain;

/** Bits of the extension keyUsage (RFC 5280 section 4.2.1.3) a subscriber's certificate may have. */
public enum KeyUse {
    DIGITAL_SIGNATURE,
    NON_REPUDIATION
}
