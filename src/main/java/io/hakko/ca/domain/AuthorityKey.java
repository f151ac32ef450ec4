package io.hakko.ca.domain;

import io.hakko.shared.Der;
import java.time.Instant;

/**
 * A key the signer can use, by the certificate that stands with it.
 *
 * @param name subject of the certificate (RFC 4514)
 * @param serial of the certificate, in hex
 */
public record AuthorityKey(
        String caId, String name, String serial, Instant notBefore, Instant notAfter, Der certificate) {}
