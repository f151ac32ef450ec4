package io.hakko.ca;

import io.hakko.shared.Der;
import java.time.Instant;

/**
 * An issuing authority.
 *
 * @param id the id of the service profile
 * @param name subject of its certificate (RFC 4514)
 * @param certificate its self-signed certificate (D-21)
 */
public record Authority(String id, String name, Instant notBefore, Instant notAfter, Der certificate) {}
