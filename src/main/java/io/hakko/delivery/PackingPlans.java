package io.hakko.delivery;

import io.hakko.application.DeliveryContent;
import io.hakko.delivery.domain.Addressee;
import io.hakko.delivery.domain.DispatchChannel;
import io.hakko.delivery.domain.PackingItem;
import io.hakko.delivery.domain.ParcelPlan;
import io.hakko.delivery.domain.PostalLabel;
import io.hakko.policy.DeliveryRules;
import io.hakko.policy.DeliveryRules.Enclosure;
import io.hakko.policy.DeliveryRules.Mail;
import io.hakko.policy.DeliveryRules.Receiver;
import java.util.List;
import java.util.Optional;

/** Turns the delivery rules of a profile into parcels for the people of a case (A-DLV-03, A-DLV-04). */
final class PackingPlans {

    private PackingPlans() {}

    /** Whether the service encloses an invoice with such a card, when one is due. */
    static boolean takeInvoice(DeliveryRules rules, DeliveryContent content) {
        return parcels(rules, content).stream()
                .anyMatch(parcel -> parcel.contents().contains(Enclosure.INVOICE));
    }

    /**
     * The parcels.
     *
     * @param withInvoice whether an invoice goes with this card
     */
    static List<ParcelPlan> of(DeliveryRules rules, DeliveryContent content, boolean withInvoice) {
        Addressee.Holder holder = new Addressee.Holder(label(content.holder()));
        Optional<Addressee.Agent> agent = content.agent().map(receiver -> new Addressee.Agent(label(receiver)));
        return parcels(rules, content).stream()
                .map(parcel -> parcel.to() == Receiver.AGENT
                        ? toAgent(parcel, agent.orElseThrow(), withInvoice)
                        : toHolder(parcel, holder, withInvoice))
                .toList();
    }

    private static List<DeliveryRules.Parcel> parcels(DeliveryRules rules, DeliveryContent content) {
        return content.agentDelivery() ? rules.agent() : rules.self();
    }

    private static ParcelPlan toAgent(DeliveryRules.Parcel parcel, Addressee.Agent agent, boolean withInvoice) {
        return new ParcelPlan.CardAlone(agent, channel(parcel.mail()), items(parcel, withInvoice));
    }

    private static ParcelPlan toHolder(DeliveryRules.Parcel parcel, Addressee.Holder holder, boolean withInvoice) {
        return parcel.contents().contains(Enclosure.CARD)
                ? new ParcelPlan.CardWithPin(holder, channel(parcel.mail()), items(parcel, withInvoice))
                : new ParcelPlan.PinAlone(holder, channel(parcel.mail()), items(parcel, withInvoice));
    }

    static PostalLabel label(DeliveryContent.Addressee addressee) {
        return new PostalLabel(addressee.postalCode(), addressee.address(), addressee.name());
    }

    private static DispatchChannel channel(Mail mail) {
        return switch (mail) {
            case RESTRICTED_BASIC -> DispatchChannel.RESTRICTED_MAIL;
            case SIMPLE_REGISTERED -> DispatchChannel.SIMPLE_REGISTERED;
        };
    }

    private static List<PackingItem> items(DeliveryRules.Parcel parcel, boolean withInvoice) {
        return parcel.contents().stream()
                .map(PackingPlans::item)
                .filter(item -> withInvoice || item != PackingItem.INVOICE)
                .toList();
    }

    private static PackingItem item(Enclosure enclosure) {
        return switch (enclosure) {
            case CARD -> PackingItem.CARD;
            case PIN_LETTER -> PackingItem.PIN_LETTER;
            case ISSUE_NOTICE -> PackingItem.ISSUE_NOTICE;
            case RECEIPT_FORM -> PackingItem.RECEIPT_FORM;
            case INVOICE -> PackingItem.INVOICE;
        };
    }
}
