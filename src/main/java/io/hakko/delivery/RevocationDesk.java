package io.hakko.delivery;

import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.RevocationRules;
import io.hakko.shared.Actor;
import io.hakko.shared.ProfileRef;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Where managers ask for a revocation in the course of a delivery. */
@Component
class RevocationDesk {

    private final DeliveryStore store;
    private final Profiles profiles;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationDesk(DeliveryStore store, Profiles profiles, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.profiles = profiles;
        this.events = events;
        this.clock = clock;
    }

    /** The receipt has not come (A-RCP-02). */
    void askForNonReceipt(Dispatch dispatch, String explanation, Actor manager) {
        ask(dispatch, rules(dispatch.profile()).receiptOverdue().code(), explanation, manager);
    }

    /** The content turned out wrong (B-RVK-04). */
    void askForMisIssue(Dispatch dispatch, String explanation, Actor manager) {
        ask(dispatch, rules(dispatch.profile()).misIssue().code(), explanation, manager);
    }

    /**
     * Asks for the revocation; the second person decides.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when a request for this certificate is open
     */
    void ask(Dispatch dispatch, String reasonCode, String explanation, Actor manager) {
        store.revocationAsked(dispatch.cardNumber(), true);
        events.publishEvent(new RevocationAsked(
                dispatch.applicationNumber(),
                dispatch.serial(),
                dispatch.cardNumber(),
                reasonCode,
                explanation,
                manager,
                clock.instant()));
    }

    /** The reasons that a manager may give. */
    List<RevocationReason> reasons(ProfileRef profile) {
        RevocationReason technical = rules(profile).cardSpoiled();
        RevocationReason misIssue = rules(profile).misIssue();
        return rules(profile).reasonsFor(Party.OPERATOR).stream()
                .filter(reason -> !reason.equals(technical) || reason.equals(misIssue))
                .toList();
    }

    private RevocationRules rules(ProfileRef profile) {
        return profiles.get(profile).revocation();
    }
}
