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
 * @param issueNotice id of the letter enclosed
 * @param receiptForm id of the form for the receipt enclosed, where a parcel holds one (B-RCP-02)
 * @param invoice id of the invoice enclosed, when one goes with this card (A-PAY-01)
 * @param postedOn day on which the card was given away
 * @param sentAgainOn day on which a returned parcel was last sent again
 * @param round 1 at first, one more whenever the stages of the receipt were reckoned again
 * @param remindedOn deemed arrival of the reminder, when it was posted
 * @param expiredOn last day that has passed without the certificate being revoked by it
 * @param revocationAsked whether a second person is to decide about a revocation that a manager asked for
 */
public record Dispatch(
        CardNumber cardNumber,
        ApplicationNumber applicationNumber,
        CertificateSerial serial,
        ProfileRef profile,
        boolean agent,
        LocalDate issuedOn,
        String issueNotice,
        Optional<String> receiptForm,
        Optional<String> invoice,
        Optional<LocalDate> postedOn,
        Optional<LocalDate> sentAgainOn,
        int round,
        Optional<LocalDate> remindedOn,
        Optional<LocalDate> expiredOn,
        boolean revocationAsked,
        Optional<Outcome> outcome) {

    /** A card that goes to delivery. */
    public static Dispatch prepared(
            CardNumber cardNumber,
            ApplicationNumber applicationNumber,
            CertificateSerial serial,
            ProfileRef profile,
            boolean agent,
            LocalDate issuedOn,
            String issueNotice,
            Optional<String> receiptForm,
            Optional<String> invoice) {
        return new Dispatch(
                cardNumber,
                applicationNumber,
                serial,
                profile,
                agent,
                issuedOn,
                issueNotice,
                receiptForm,
                invoice,
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /**
     * Day from which a service counts that counts from the dispatch.
     *
     * @throws IllegalStateException before the card is posted
     */
    public LocalDate dispatchedOn() {
        return sentAgainOn.or(() -> postedOn).orElseThrow(() -> new IllegalStateException("card is not posted"));
    }

    /**
     * Day on which the card was first given away.
     *
     * @throws IllegalStateException before the card is posted
     */
    public LocalDate firstPostedOn() {
        return postedOn.orElseThrow(() -> new IllegalStateException("card is not posted"));
    }

    /** How the delivery ended. */
    public enum Outcome {
        IN_USE,
        OVERDUE,
        REVOKED
    }
}
