package io.hakko.ca.domain;

import java.util.Optional;

/** Where the links between keys of an authority are kept. */
public interface KeyLinks {

    void enter(String newCaId, KeyLink link);

    /** The link to the key before. */
    Optional<KeyLink> of(String newCaId);
}
