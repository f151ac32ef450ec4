package io.hakko.ca.domain;

import java.time.Instant;

/**
 * What key and certificate an authority shall get.
 *
 * @param caId authority, the id of the service profile
 * @param name its distinguished name (RFC 4514)
 * @param bits length of its RSA key
 * @param signatureAlgorithm JCA name
 */
public record KeyOrder(
        String caId, String name, int bits, Instant notBefore, Instant notAfter, String signatureAlgorithm) {}
