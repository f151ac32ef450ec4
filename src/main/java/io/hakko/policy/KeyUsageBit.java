package io.hakko.policy;

/** Bits of the extension keyUsage (RFC 5280 section 4.2.1.3). */
public enum KeyUsageBit {
    DIGITAL_SIGNATURE,
    NON_REPUDIATION,
    KEY_ENCIPHERMENT,
    DATA_ENCIPHERMENT,
    KEY_AGREEMENT,
    KEY_CERT_SIGN,
    CRL_SIGN,
    ENCIPHER_ONLY,
    DECIPHER_ONLY;

    /** Whether it lets a holder sign; the service certifies signatures and nothing else (A-GEN-06, B-GEN-09). */
    boolean isForSignatures() {
        return this == DIGITAL_SIGNATURE || this == NON_REPUDIATION;
    }
}
