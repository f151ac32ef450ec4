package io.hakko.ca;

import java.util.List;
import java.util.Optional;

/** The issuing authorities, one per service profile. */
public interface Authorities {

    Optional<Authority> find(String caId);

    List<Authority> all();
}
