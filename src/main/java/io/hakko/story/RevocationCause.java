package io.hakko.story;

import io.hakko.policy.RevocationReason;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.RevocationRules;
import io.hakko.revocation.RegisterPaperRequest.Requester;

/** Why somebody asks on paper for a revocation, told by the code that goes on the CRL: each service has reasons of its own. */
enum RevocationCause {
    /** keyCompromise. */
    LOSS_BY_HOLDER(Requester.HOLDER, Party.SUBSCRIBER, 1),
    /** affiliationChanged. */
    CHANGE_BY_COMPANY(Requester.COMPANY, Party.COMPANY, 3);

    private final Requester requester;
    private final Party party;
    private final int crlReason;

    RevocationCause(Requester requester, Party party, int crlReason) {
        this.requester = requester;
        this.party = party;
        this.crlReason = crlReason;
    }

    Requester requester() {
        return requester;
    }

    /** The service's first reason of this kind. */
    RevocationReason of(RevocationRules rules) {
        return rules.reasonsFor(party).stream()
                .filter(reason ->
                        reason.crlReason().filter(code -> code == crlReason).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no reason for " + this));
    }
}
