package io.hakko.delivery.domain;

import io.hakko.delivery.domain.Addressee.Recipient;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A parcel (郵便物) as recorded. */
public record Parcel(
        CardNumber cardNumber,
        ParcelContent content,
        Recipient recipient,
        DispatchChannel channel,
        List<PackingItem> items,
        State state,
        Optional<Packed> packed,
        Optional<Posted> posted) {

    public Parcel {
        items = List.copyOf(items);
        if (content != ParcelContent.CARD && recipient != Recipient.HOLDER) {
            throw new IllegalArgumentException("a PIN goes to the holder only");
        }
        if (packed.isPresent() != (state != State.PREPARED) || posted.isPresent() != state.wasPosted()) {
            throw new IllegalArgumentException("state and facts of a parcel disagree");
        }
    }

    public static Parcel of(CardNumber cardNumber, ParcelPlan plan) {
        return new Parcel(
                cardNumber,
                plan.content(),
                plan.to().recipient(),
                plan.channel(),
                plan.items(),
                State.PREPARED,
                Optional.empty(),
                Optional.empty());
    }

    public Parcel pack(Actor by, Instant at) {
        if (state != State.PREPARED) {
            throw new IllegalStateException("parcel is already packed");
        }
        return new Parcel(
                cardNumber, content, recipient, channel, items, State.PACKED, Optional.of(new Packed(by, at)), posted);
    }

    public Parcel post(Posted posting) {
        if (state != State.PACKED && state != State.RETURNED) {
            throw new IllegalStateException("parcel is not ready to be posted");
        }
        return new Parcel(cardNumber, content, recipient, channel, items, State.POSTED, packed, Optional.of(posting));
    }

    /** The post office brought it back (返戻, A-DLV-05). */
    public Parcel comeBack() {
        if (state != State.POSTED) {
            throw new IllegalStateException("parcel is not in the mail");
        }
        return new Parcel(cardNumber, content, recipient, channel, items, State.RETURNED, packed, posted);
    }

    /** Whether it came back and has not been sent again. */
    public boolean isReturned() {
        return state == State.RETURNED;
    }

    /** How far a parcel has come. */
    public enum State {
        PREPARED,
        PACKED,
        POSTED,
        /** It came back and lies in the house. */
        RETURNED;

        boolean wasPosted() {
            return this == POSTED || this == RETURNED;
        }
    }

    /** Packed by whom and when. */
    public record Packed(Actor by, Instant at) {}

    /**
     * Given away.
     *
     * @param on day of the postmark or of the hand-over at the counter
     * @param trackingNumber empty only at the counter
     */
    public record Posted(Actor by, Instant at, LocalDate on, Optional<TrackingNumber> trackingNumber) {}
}
