package io.hakko.repository.domain;

import io.hakko.shared.Der;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Certificates of an authority that are published with its CRL.
 *
 * @param generation which key of the authority it is: 1, 2, …
 * @param own the self-signed one of this key
 * @param newWithOld this key, signed with the one before
 * @param oldWithNew the key before, signed with this one
 * @param later self-signed ones and links of the later keys, which have the same name; only beside the first key
 */
public record AuthorityCertificates(
        int generation, Der own, Optional<Der> newWithOld, Optional<Der> oldWithNew, List<Der> later) {

    public AuthorityCertificates {
        later = List.copyOf(later);
    }

    /** Of an authority with one key. */
    public static AuthorityCertificates ofOne(Der own) {
        return new AuthorityCertificates(1, own, Optional.empty(), Optional.empty(), List.of());
    }

    /** All of them: each is self-issued, which is what {@code cACertificate} is for (X.509, RFC 4523). */
    public List<Der> all() {
        List<Der> all = new ArrayList<>(List.of(own));
        newWithOld.ifPresent(all::add);
        oldWithNew.ifPresent(all::add);
        all.addAll(later);
        return all;
    }
}
