package io.hakko.revocation;

import io.hakko.application.DeliveryContent;
import io.hakko.notice.Recipient;
import io.hakko.policy.PaperRequestRules;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.revocation.RegisterPaperRequest.Requester;
import io.hakko.revocation.domain.PaperRequest.NoticeAddress;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import java.util.Optional;

/** Who asks for a revocation, in the words of each module. */
final class Requesters {

    private Requesters() {}

    static Origin origin(Requester requester) {
        return switch (requester) {
            case HOLDER -> Origin.HOLDER;
            case COMPANY -> Origin.COMPANY;
        };
    }

    static Party party(Origin origin) {
        return switch (origin) {
            case HOLDER -> Party.SUBSCRIBER;
            case COMPANY -> Party.COMPANY;
            default -> Party.OPERATOR;
        };
    }

    /** What the service says about this requester; known to be admitted. */
    static PaperRequestRules.Requester rules(PaperRequestRules rules, Origin origin) {
        return rules.requester(party(origin)).orElseThrow(() -> new IllegalStateException("not admitted: " + origin));
    }

    /** Where a letter to who asked goes: to the address he gave, else as in the application (A-REV-11, A-REV-16). */
    static Recipient recipient(Origin origin, DeliveryContent people, Optional<NoticeAddress> given) {
        DeliveryContent.Addressee known = origin == Origin.HOLDER ? people.holder() : people.company();
        String postalCode = given.map(NoticeAddress::postalCode).orElse(known.postalCode());
        String address = given.map(NoticeAddress::text).orElse(known.address());
        return origin == Origin.HOLDER
                ? Recipient.person(Recipient.Role.HOLDER, known.name(), postalCode, address)
                : Recipient.company(known.name(), postalCode, address);
    }
}
