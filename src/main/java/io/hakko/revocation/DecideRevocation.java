package io.hakko.revocation;

/**
 * A second person decides about a proposed revocation.
 *
 * @param reason why; never empty when it is not approved
 */
public record DecideRevocation(boolean approved, String reason) {}
