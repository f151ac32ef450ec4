package io.hakko.ca.domain;

import io.hakko.shared.Der;

/** Public keys whose private halves are known to others, from lists that the operator keeps. */
@FunctionalInterface
public interface KnownKeys {
    boolean contains(Der publicKey);
}
