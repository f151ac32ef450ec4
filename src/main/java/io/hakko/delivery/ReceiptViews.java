package io.hakko.delivery;

import io.hakko.application.Applications;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.Receipt;
import io.hakko.policy.Profiles;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A card that is waited for, as forms show it. */
@Component
class ReceiptViews {

    private final DeliveryStore store;
    private final ReceiptDeadlines deadlines;
    private final ReceiptStages stages;
    private final Applications applications;
    private final Profiles profiles;

    ReceiptViews(
            DeliveryStore store,
            ReceiptDeadlines deadlines,
            ReceiptStages stages,
            Applications applications,
            Profiles profiles) {
        this.store = store;
        this.deadlines = deadlines;
        this.stages = stages;
        this.applications = applications;
        this.profiles = profiles;
    }

    ReceiptView of(Dispatch dispatch) {
        return view(dispatch, deadlines.current(dispatch).rolledLastDay(), Optional.empty());
    }

    /** The card whose receipt has arrived late. */
    ReceiptView late(Dispatch dispatch) {
        Receipt receipt = store.receipt(dispatch.cardNumber())
                .orElseThrow(() -> new IllegalStateException("no receipt to decide about"));
        return view(dispatch, receipt.lastDay(), Optional.of(receipt.arrivedOn()));
    }

    private ReceiptView view(Dispatch dispatch, LocalDate lastDay, Optional<LocalDate> arrivedOn) {
        int storageDays = profiles.get(dispatch.profile()).delivery().storageDays();
        List<ReceiptView.Out> out = store.parcels(dispatch.cardNumber()).stream()
                .filter(parcel -> parcel.state() == Parcel.State.POSTED)
                .map(parcel -> out(parcel, storageDays))
                .toList();
        return new ReceiptView(
                dispatch.applicationNumber(),
                dispatch.cardNumber(),
                applications.deliveryOf(dispatch.applicationNumber()).holder().name(),
                dispatch.issuedOn(),
                dispatch.dispatchedOn(),
                lastDay,
                dispatch.remindedOn(),
                arrivedOn,
                stages.lastDayForDoubts(dispatch.profile(), dispatch.dispatchedOn()),
                stages.endWithDecision(dispatch.profile()),
                out);
    }

    private static ReceiptView.Out out(Parcel parcel, int storageDays) {
        Parcel.Posted posted = parcel.posted().orElseThrow();
        return new ReceiptView.Out(
                parcel.content().name(),
                parcel.content().label(),
                posted.on(),
                posted.trackingNumber().map(number -> number.value()),
                posted.on().plusDays(storageDays));
    }
}
