package io.hakko.revocation;

/**
 * An authority to choose from.
 *
 * @param id id of its service profile
 * @param label the service, and the authority's name as in its certificate
 */
public record AuthorityView(String id, String label) {}
