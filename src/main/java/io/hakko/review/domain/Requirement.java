package io.hakko.review.domain;

import java.util.List;

/**
 * A paper that an application needs or may have.
 *
 * @param code stable code of the requirement
 * @param accepts kinds of paper of which one suffices
 * @param mandatory whether the application is deficient without it
 * @param rule rule id
 */
public record Requirement(String code, List<String> accepts, boolean mandatory, String rule) {

    public Requirement {
        accepts = List.copyOf(accepts);
        if (accepts.isEmpty()) {
            throw new IllegalArgumentException("nothing satisfies " + code);
        }
    }
}
