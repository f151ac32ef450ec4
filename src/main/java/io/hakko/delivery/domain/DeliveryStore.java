package io.hakko.delivery.domain;

import io.hakko.delivery.domain.Dispatch.Outcome;
import io.hakko.delivery.domain.Receipt.LateDecision;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where deliveries are kept. */
public interface DeliveryStore {

    /** The hand-over of the card of this application, locked until the end of the transaction. */
    Optional<Dispatch> lock(ApplicationNumber application);

    /** The hand-over of the card of this application. */
    Optional<Dispatch> find(ApplicationNumber application);

    /** The profile versions these applications are pinned to, by application number. */
    Map<String, ProfileRef> profiles(Collection<String> applications);

    void add(Dispatch dispatch, Instant at, List<Parcel> parcels);

    List<Parcel> parcels(CardNumber card);

    /** Stores the new state of a parcel. */
    void update(Parcel parcel);

    void posted(CardNumber card, LocalDate on);

    /** A returned parcel was sent again. */
    void sentAgain(CardNumber card, LocalDate on);

    void reminderWritten(CardNumber card, String letter);

    /**
     * The stages are reckoned again.
     *
     * @param forgetReminder whether the reminder that was posted does not count any more
     */
    void newRound(CardNumber card, boolean forgetReminder);

    /** The last day has passed, and it is not the timer that revokes. */
    void expired(CardNumber card, LocalDate lastDay);

    /** A manager asked for the revocation, or the second person has refused it. */
    void revocationAsked(CardNumber card, boolean asked);

    void reminded(CardNumber card, LocalDate arrival);

    void ended(CardNumber card, Outcome outcome, Instant at);

    Optional<Receipt> receipt(CardNumber card);

    /** Adds the receipt of a card; answers {@code false} when there is one already. */
    boolean add(Receipt receipt);

    void decided(CardNumber card, LateDecision decision);
}
