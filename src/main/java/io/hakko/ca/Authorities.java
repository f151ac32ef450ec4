package io.hakko.ca;

import io.hakko.shared.Der;
import java.util.List;
import java.util.Optional;

/** The issuing authorities, one per service profile and key. */
public interface Authorities {

    Optional<Authority> find(String caId);

    List<Authority> all();

    /** The one that signs the certificates of a service: its newest key. */
    Optional<Authority> current(String service);

    /** The certificate of this key signed with the one before. */
    Optional<Der> newWithOld(String caId);

    /** The certificate of the key before signed with this one. */
    Optional<Der> oldWithNew(String caId);
}
