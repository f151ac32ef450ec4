package io.hakko.ca;

/**
 * Order to make the key of an authority.
 *
 * @param caId authority, the id of the service profile
 * @param by who holds it, a manager (認証局責任者)
 * @param with who watches it (立会人)
 * @param reason in their words
 */
public record HoldCeremony(String caId, CeremonyPerson by, CeremonyPerson with, String reason) {}
