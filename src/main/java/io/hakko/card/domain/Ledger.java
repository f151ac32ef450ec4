package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of the card ledger. */
public interface Ledger {

    /**
     * Takes a blank chip for an application. A chip is used once.
     *
     * @return false when the chip was taken before
     */
    boolean takeChip(ChipSerial chip, ApplicationNumber application, String station, String operator, Instant at);

    /** Whether the chip was taken before. */
    boolean isTaken(ChipSerial chip);

    /** The next number of the sequence of card numbers (D-08). */
    long nextSequence();

    /**
     * Reserves a card for a chip that was taken for this application.
     *
     * @throws IllegalStateException when the chip was taken for another application
     */
    void reserve(CardNumber number, ApplicationNumber application, ProfileRef profile, ChipSerial chip, Instant at);

    Optional<Personalization> find(CardNumber number);

    /** The card of an application that is not spoiled. */
    Optional<Personalization> live(ApplicationNumber application);

    /** All cards of an application, oldest first. */
    List<Personalization> all(ApplicationNumber application);

    /** Cards a station works on, oldest first. */
    List<Personalization> inWork(String station);

    /**
     * Records what a station has done, if the entry is as the step supposes: of its version, and in a state that the next may
     * follow; and if the card is that station's.
     *
     * @return the entry as it is now; empty when nothing was recorded
     */
    Optional<Personalization> advance(LedgerStep step, String station, Instant at);

    /**
     * Records a change.
     *
     * @throws LedgerConflict when somebody else changed the card meanwhile
     */
    void save(Personalization changed, Instant at);

    /** Spoiled cards of an application whose certificate was not settled yet. */
    List<Personalization> unsettled(ApplicationNumber application);

    /** The certificate of a spoiled card, if there was one, is revoked. */
    void settled(CardNumber number, Instant at);

    /** The PIN of its round goes to a PIN letter. */
    void pinShown(CardNumber number, String person, Instant at);

    void sealed(CardNumber number, String person, Instant at);

    void inspectedBy(CardNumber number, String person, Instant at);
}
