package io.hakko.delivery.domain;

import java.util.List;

/**
 * A parcel to be packed. The types say who may get what: there is no way to write down a parcel with a PIN that goes to
 * an agent (A-DLV-04).
 */
public sealed interface ParcelPlan {

    Addressee to();

    ParcelContent content();

    DispatchChannel channel();

    /** One parcel with everything (A-DLV-03). */
    static List<ParcelPlan> toHolder(Addressee.Holder holder, DispatchChannel channel) {
        return List.of(new CardWithPin(holder, channel));
    }

    /** Card to the agent, PIN and issue notice to the holder (A-DLV-04). */
    static List<ParcelPlan> toAgent(Addressee.Agent agent, Addressee.Holder holder) {
        return List.of(new CardAlone(agent), new PinAlone(holder));
    }

    /** Card, PIN and issue notice for the holder, by restricted mail or at the counter. */
    record CardWithPin(Addressee.Holder to, DispatchChannel channel) implements ParcelPlan {

        public CardWithPin {
            if (channel == DispatchChannel.SIMPLE_REGISTERED) {
                throw new IllegalArgumentException("a card leaves by restricted mail or over the counter");
            }
        }

        @Override
        public ParcelContent content() {
            return ParcelContent.CARD_WITH_PIN;
        }
    }

    /** The card alone, for the agent, by restricted mail. */
    record CardAlone(Addressee.Agent to) implements ParcelPlan {

        @Override
        public ParcelContent content() {
            return ParcelContent.CARD;
        }

        @Override
        public DispatchChannel channel() {
            return DispatchChannel.RESTRICTED_MAIL;
        }
    }

    /** PIN and issue notice, for the holder, by registered mail. */
    record PinAlone(Addressee.Holder to) implements ParcelPlan {

        @Override
        public ParcelContent content() {
            return ParcelContent.PIN;
        }

        @Override
        public DispatchChannel channel() {
            return DispatchChannel.SIMPLE_REGISTERED;
        }
    }
}
