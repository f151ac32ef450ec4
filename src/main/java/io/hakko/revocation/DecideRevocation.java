package io.hakko.revocation;

import java.util.List;

/**
 * A second person decides about a proposed revocation, a third one about a request on paper.
 *
 * @param reason why; never empty when it is not approved
 * @param refusals codes of the texts that tell the requester why, when a request on paper is not approved
 * @param refusalNote what is added to that letter
 */
public record DecideRevocation(boolean approved, String reason, List<String> refusals, String refusalNote) {

    public DecideRevocation {
        refusals = List.copyOf(refusals);
    }

    public DecideRevocation(boolean approved, String reason) {
        this(approved, reason, List.of(), "");
    }
}
