package io.hakko.delivery;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.calendar.Zones;
import io.hakko.delivery.ReturnedMailView.Returned;
import io.hakko.delivery.domain.Addressee;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.PostalLabel;
import io.hakko.delivery.domain.ReturnStore;
import io.hakko.delivery.domain.ReturnedParcel;
import io.hakko.delivery.domain.TrackingNumber;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Parcels that came back, as forms show them. */
@Component
class ReturnedMailViews {

    private final DeliveryStore store;
    private final ReturnStore returns;
    private final ReceiptDeadlines deadlines;
    private final Applications applications;

    ReturnedMailViews(DeliveryStore store, ReturnStore returns, ReceiptDeadlines deadlines, Applications applications) {
        this.store = store;
        this.returns = returns;
        this.deadlines = deadlines;
        this.applications = applications;
    }

    ReturnedMailView of(Dispatch dispatch) {
        DeliveryContent content = applications.deliveryOf(dispatch.applicationNumber());
        return new ReturnedMailView(
                dispatch.applicationNumber(),
                dispatch.cardNumber(),
                deadlines.current(dispatch).rolledLastDay(),
                returns.inHouse(dispatch.cardNumber()).stream()
                        .map(returned -> view(returned, parcel(returned), content))
                        .toList());
    }

    private Parcel parcel(ReturnedParcel returned) {
        return store.parcels(returned.cardNumber()).stream()
                .filter(parcel -> parcel.content() == returned.content())
                .findFirst()
                .orElseThrow();
    }

    private static Returned view(ReturnedParcel returned, Parcel parcel, DeliveryContent content) {
        PostalLabel label = PackingPlans.label(
                parcel.recipient() == Addressee.Recipient.AGENT
                        ? content.agent().orElseThrow()
                        : content.holder());
        return new Returned(
                parcel.content().name(),
                parcel.content().label(),
                parcel.recipient().label(),
                parcel.channel().label(),
                parcel.channel().tracked(),
                label.postalCode(),
                label.address(),
                label.name(),
                returned.postedOn(),
                returned.trackingNumber().map(TrackingNumber::value),
                returned.returnedOn(),
                returned.slip().label(),
                returned.times(),
                returned.finding()
                        .map(finding -> new ReturnedMailView.Finding(
                                finding.cause().label(),
                                finding.note(),
                                finding.by().id(),
                                LocalDate.ofInstant(finding.at(), Zones.TOKYO))));
    }
}
