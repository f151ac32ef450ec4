package io.hakko.delivery.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The hand-over of one card.
 *
 * @param agent whether an agent receives the card
 * @param issuedOn day of issue in Tokyo, base of the receipt deadline (A-RCP-01)
 * @param issueNotice id of the issue notice enclosed
 * @param invoice id of the invoice enclosed, when one goes with this card (A-PAY-01)
 * @param postedOn day on which the card was given away
 * @param reminder id of the reminder letter, when one was written
 * @param remindedOn deemed arrival of the reminder, when it was posted
 */
public record Dispatch(
        CardNumber cardNumber,
        ApplicationNumber applicationNumber,
        CertificateSerial serial,
        ProfileRef profile,
        boolean agent,
        LocalDate issuedOn,
        String issueNotice,
        Optional<String> invoice,
        Optional<LocalDate> postedOn,
        Optional<String> reminder,
        Optional<LocalDate> remindedOn,
        Optional<Outcome> outcome) {

    /** How the delivery ended. */
    public enum Outcome {
        IN_USE,
        OVERDUE,
        REVOKED
    }
}
