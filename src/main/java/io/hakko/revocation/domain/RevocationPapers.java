package io.hakko.revocation.domain;

import java.util.List;

/** Which documents a request on paper needs; the decision table {@code revocation-documents} answers. */
public interface RevocationPapers {

    List<Requirement> of(RequestFacts facts);

    /**
     * A document that a request needs.
     *
     * @param code stable code of the requirement
     * @param accepts kinds of document of which one suffices
     * @param rule rule id
     */
    record Requirement(String code, List<String> accepts, String rule) {

        public Requirement {
            accepts = List.copyOf(accepts);
            if (accepts.isEmpty()) {
                throw new IllegalArgumentException("nothing satisfies " + code);
            }
        }
    }
}
