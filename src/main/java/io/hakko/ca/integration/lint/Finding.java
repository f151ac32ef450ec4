package io.hakko.ca.integration.lint;

/**
 * A lint that a certificate does not keep.
 *
 * @param lint its id
 * @param source section of RFC 5280 or id of the rule
 */
public record Finding(String lint, String source, Severity severity) {}
