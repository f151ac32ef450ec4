package io.hakko.ca.domain;

import io.hakko.shared.Der;

/**
 * Two keys of one authority certified by each other (RFC 4210 section 4.4).
 *
 * @param newWithOld the new key in a certificate signed with the old one, for those who trust the old one
 * @param oldWithNew the old key in a certificate signed with the new one, for those who trust the new one
 */
public record KeyLink(Der newWithOld, Der oldWithNew) {}
