package io.hakko.delivery.domain;

import java.util.List;

/**
 * A parcel to be packed. The types say who may get what: there is no way to write down a parcel with a PIN that goes to
 * an agent (A-DLV-04).
 */
public sealed interface ParcelPlan {

    Addressee to();

    DispatchChannel channel();

    /** The packing list. */
    List<PackingItem> items();

    ParcelContent content();

    /** Card and PIN in one parcel, for the holder (A-DLV-03). */
    record CardWithPin(Addressee.Holder to, DispatchChannel channel, List<PackingItem> items) implements ParcelPlan {

        public CardWithPin {
            items = List.copyOf(items);
            if (!items.contains(PackingItem.CARD) || !items.contains(PackingItem.PIN_LETTER)) {
                throw new IllegalArgumentException("a parcel with everything holds card and PIN, not " + items);
            }
            if (channel == DispatchChannel.SIMPLE_REGISTERED) {
                throw new IllegalArgumentException("a card leaves by restricted mail or over the counter");
            }
        }

        @Override
        public ParcelContent content() {
            return ParcelContent.CARD_WITH_PIN;
        }
    }

    /** The card without PIN and issue notice, for the agent. */
    record CardAlone(Addressee.Agent to, DispatchChannel channel, List<PackingItem> items) implements ParcelPlan {

        public CardAlone {
            items = List.copyOf(items);
            if (!items.contains(PackingItem.CARD)
                    || items.contains(PackingItem.PIN_LETTER)
                    || items.contains(PackingItem.ISSUE_NOTICE)) {
                throw new IllegalArgumentException("an agent gets the card, neither PIN nor issue notice: " + items);
            }
            if (channel == DispatchChannel.SIMPLE_REGISTERED) {
                throw new IllegalArgumentException("a card leaves by restricted mail or over the counter");
            }
        }

        @Override
        public ParcelContent content() {
            return ParcelContent.CARD;
        }
    }

    /** PIN and issue notice without the card, for the holder. */
    record PinAlone(Addressee.Holder to, DispatchChannel channel, List<PackingItem> items) implements ParcelPlan {

        public PinAlone {
            items = List.copyOf(items);
            if (!items.contains(PackingItem.PIN_LETTER) || items.contains(PackingItem.CARD)) {
                throw new IllegalArgumentException("a parcel with the PIN holds no card: " + items);
            }
        }

        @Override
        public ParcelContent content() {
            return ParcelContent.PIN;
        }
    }
}
