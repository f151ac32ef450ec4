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
import java.util.stream.Stream;

/** Turns the delivery rules of a profile into parcels for the people of a case (A-DLV-03, A-DLV-04). */
final class PackingPlans {

    private PackingPlans() {}

    static List<ParcelPlan> of(DeliveryRules rules, DeliveryContent content) {
        Addressee.Holder holder = new Addressee.Holder(label(content.holder()));
        if (content.agent().isEmpty()) {
            return rules.self().stream().map(parcel -> toHolder(parcel, holder)).toList();
        }
        Addressee.Agent agent = new Addressee.Agent(label(content.agent().get()));
        return rules.agent().stream()
                .map(parcel -> parcel.to() == Receiver.AGENT ? toAgent(parcel, agent) : toHolder(parcel, holder))
                .toList();
    }

    private static ParcelPlan toAgent(DeliveryRules.Parcel parcel, Addressee.Agent agent) {
        return new ParcelPlan.CardAlone(agent, channel(parcel.mail()), items(parcel));
    }

    private static ParcelPlan toHolder(DeliveryRules.Parcel parcel, Addressee.Holder holder) {
        return parcel.contents().contains(Enclosure.CARD)
                ? new ParcelPlan.CardWithPin(holder, channel(parcel.mail()), items(parcel))
                : new ParcelPlan.PinAlone(holder, channel(parcel.mail()), items(parcel));
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

    private static List<PackingItem> items(DeliveryRules.Parcel parcel) {
        return parcel.contents().stream().flatMap(PackingPlans::item).toList();
    }

    /** An invoice is enclosed by who writes it; it is no line of ours. */
    private static Stream<PackingItem> item(Enclosure enclosure) {
        return switch (enclosure) {
            case CARD -> Stream.of(PackingItem.CARD);
            case PIN_LETTER -> Stream.of(PackingItem.PIN_LETTER);
            case ISSUE_NOTICE -> Stream.of(PackingItem.ISSUE_NOTICE);
            case RECEIPT_FORM -> Stream.of(PackingItem.RECEIPT_FORM);
            case INVOICE -> Stream.empty();
        };
    }
}
