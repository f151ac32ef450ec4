package io.hakko.application;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ProfileRef;
import java.util.Optional;

/**
 * To whom card, PIN and letters go (A-DLV-03, A-DLV-04).
 *
 * @param holder the applicant at the address of the residence record
 * @param agent the receiving agent at the address of his seal certificate, if there is one
 * @param company the company at its head office, for the attention of its representative
 */
public record DeliveryContent(
        ApplicationNumber application,
        ProfileRef profile,
        Addressee holder,
        Optional<Addressee> agent,
        Addressee company) {

    public boolean agentDelivery() {
        return agent.isPresent();
    }

    /** Name and address on an envelope. */
    public record Addressee(String name, String postalCode, String address) {}
}
