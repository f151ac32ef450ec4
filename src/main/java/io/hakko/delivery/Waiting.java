package io.hakko.delivery;

import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.ProcessVariables;

/** 受領待ち: what happens by itself while a card is waited for, until it is in use or revoked. Every method is one transaction. */
public interface Waiting {

    /**
     * Writes the reminder (受領督促状). Idempotent, until the stages are reckoned again.
     *
     * @return id of the letter
     */
    String writeReminder(ApplicationNumber application);

    /**
     * What the passing of the receipt deadline leads to (D-04): waiting for the closing of arrivals, which it says loudly;
     * a later day; the timer's consequence; or a person's decision.
     *
     * @return variables for the gateway and the timer
     */
    ProcessVariables checkDeadline(ApplicationNumber application);

    /**
     * A doubt is answered: the stages run again, each last day later by the days of the standstill (D-01).
     *
     * @return variables for the timers
     */
    ProcessVariables resumeStages(ApplicationNumber application);

    /**
     * A returned parcel was sent again, and the service counts from the dispatch (B-RCP-05).
     *
     * @return variables for the timers
     */
    ProcessVariables countAnew(ApplicationNumber application);

    /**
     * The second person has refused the revocation that a manager asked for (see {@link RevocationAsked}): the case goes
     * back to the decision. Nothing happens when no manager asked here.
     */
    void revocationRefused(ApplicationNumber application);

    /** The card was not received: publishes {@link ReceiptOverdue} (A-RCP-02, D-01). */
    void declareOverdue(ApplicationNumber application);

    /** The certificate was revoked before the card came into use. */
    void recordRevoked(ApplicationNumber application);
}
