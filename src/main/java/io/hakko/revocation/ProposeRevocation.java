package io.hakko.revocation;

/**
 * A manager proposes a revocation.
 *
 * @param certificate card number or serial number, as typed
 * @param reasonCode code of one of the operator's reasons in the service profile
 * @param explanation why; never empty
 */
public record ProposeRevocation(String certificate, String reasonCode, String explanation) {}
