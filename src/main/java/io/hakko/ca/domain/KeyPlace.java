package io.hakko.ca.domain;

import java.util.Optional;

/**
 * Where the key of an authority is, or is to be made.
 *
 * @param where file, or token and label
 * @param made whether there is one
 * @param fault why it cannot be used now
 */
public record KeyPlace(String where, boolean made, Optional<String> fault) {}
