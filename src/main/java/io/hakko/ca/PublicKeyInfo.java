package io.hakko.ca;

import io.hakko.shared.Der;

/** A subject's public key as it stands in a certificate: the DER of SubjectPublicKeyInfo (RFC 5280 section 4.1). */
public record PublicKeyInfo(Der der) {

    public static PublicKeyInfo of(byte[] subjectPublicKeyInfo) {
        return new PublicKeyInfo(Der.of(subjectPublicKeyInfo));
    }
}
