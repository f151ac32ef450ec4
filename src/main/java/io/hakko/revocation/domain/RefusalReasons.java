package io.hakko.revocation.domain;

import java.util.List;
import java.util.Optional;

/**
 * Why a request on paper is not accepted, as the requester is told.
 *
 * @param codes text modules of the service profile, at least one
 * @param note what is added to the letter
 */
public record RefusalReasons(List<String> codes, Optional<String> note) {

    public RefusalReasons {
        codes = List.copyOf(codes);
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a reason");
        }
    }
}
