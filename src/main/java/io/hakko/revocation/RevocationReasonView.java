package io.hakko.revocation;

/** A reason a manager may choose. */
public record RevocationReasonView(String code, String label) {}
