package io.hakko.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.List;

/** 発行申込み: from the arrival of the papers to the end of the case. Every method is one transaction. */
public interface Applications {

    /**
     * The papers have arrived: allocates the number, writes the row and starts {@code certificate-application}. An
     * arrival on a day on which the operator is closed counts as one of the next business day (A-GEN-13).
     *
     * @throws io.hakko.shared.Refusal when the profile is unknown or the arrival lies in the future
     */
    ApplicationNumber registerArrival(RegisterArrival arrival, Actor actor);

    /**
     * What is wrong with an application document; returns quietly when nothing is.
     *
     * @throws io.hakko.shared.Refusal with a JSON pointer for each thing that is wrong
     */
    void check(String profileId, LocalDate arrivedOn, JsonNode form);

    /**
     * An application document as it would be entered if it arrived on that day; nothing is stored.
     *
     * @throws io.hakko.shared.Refusal as {@link #check}
     */
    ApplicationView.Content preview(String profileId, LocalDate arrivedOn, JsonNode form);

    /**
     * Enters the application and completes the task 書類を受け付ける. Without the confirmation that no My Number is visible
     * on any paper nothing is stored (D-13).
     */
    void enter(TaskId task, Actor actor, EnterApplication entry);

    /**
     * Withdraws an application that is neither accepted nor rejected (B-GEN-11).
     *
     * @param arrivedOn day on which the withdrawal arrived
     */
    void withdraw(ApplicationNumber number, Actor actor, String reason, LocalDate arrivedOn);

    /** The case as people see it. */
    ApplicationView of(ApplicationNumber number);

    /** What the certificate and the face of the card say. */
    CertificateContent certificateContent(ApplicationNumber number);

    /** To whom card, PIN and letters go. */
    DeliveryContent deliveryOf(ApplicationNumber number);

    /** What the card of an accepted application costs, and who pays for it. */
    BillingContent billingOf(ApplicationNumber number);

    /** The applications of an order whose cards are accepted or issued, but not in use yet. */
    List<ApplicationNumber> onTheirWay(ApplicationNumber order);

    /** The review has found deficiencies; the applicant will be asked to correct them. */
    void markDeficient(ApplicationNumber number);

    /** Corrected papers have arrived: each one replaces the papers of its kind. */
    void correct(ApplicationNumber number, LocalDate arrivedOn, List<PresentedPaper> papers);

    /** Accepts the application and freezes its price (A-FEE-04, AMB-10, D-09). */
    void accept(ApplicationNumber number, FrozenPrice price);

    /** Rejects the application. */
    void reject(ApplicationNumber number);

    /** The certificate is issued. Harmless when repeated: a remake issues again. */
    void markIssued(ApplicationNumber number);

    /** The receipt has come: the card is in use. */
    void markInUse(ApplicationNumber number);

    /** The certificate is revoked. */
    void markRevoked(ApplicationNumber number);
}
