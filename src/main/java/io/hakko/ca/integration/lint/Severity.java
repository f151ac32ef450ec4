package io.hakko.ca.integration.lint;

/** What a finding means. */
public enum Severity {
    /** Nothing is signed. */
    ERROR,
    /** It is signed and logged: a recommendation is not kept. */
    WARNING
}
