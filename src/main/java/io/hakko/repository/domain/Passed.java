package io.hakko.repository.domain;

/**
 * What the gate has counted.
 *
 * @param entries on the CRL
 * @param revocations of the authority altogether
 */
public record Passed(int entries, long revocations) {}
