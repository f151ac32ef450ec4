package io.hakko.delivery.web;

import io.hakko.calendar.Zones;
import io.hakko.delivery.Dispatches;
import io.hakko.delivery.PackParcel;
import io.hakko.delivery.ParcelView;
import io.hakko.delivery.PostParcels;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.TaskId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the forms for packing and posting. */
@RestController
@RequestMapping("/desk/api/delivery/tasks/{taskId}")
class DeliveryController {

    private final Dispatches dispatches;
    private final Clock clock;

    DeliveryController(Dispatches dispatches, Clock clock) {
        this.dispatches = dispatches;
        this.clock = clock;
    }

    record PackRequest(@Nullable String cardNumber, boolean allEnclosed) {

        PackParcel command() {
            return new PackParcel(cardNumber == null ? "" : cardNumber, allEnclosed);
        }
    }

    record PostRequest(
            @Nullable LocalDate postedOn,
            @Nullable String cardTrackingNumber,
            @Nullable String pinTrackingNumber,
            boolean numbersConfirmed) {

        PostParcels command() {
            if (postedOn == null) {
                throw Refusal.at("/postedOn", DeliveryRefusal.POSTED_ON_MISSING);
            }
            return new PostParcels(
                    postedOn,
                    Optional.ofNullable(cardTrackingNumber),
                    Optional.ofNullable(pinTrackingNumber),
                    numbersConfirmed);
        }
    }

    @GetMapping("/pack-card")
    Form packCard(@PathVariable String taskId, Actor actor) {
        return packing(dispatches.cardParcel(TaskId.of(taskId), actor));
    }

    @PostMapping("/pack-card")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void packCard(@PathVariable String taskId, @RequestBody PackRequest request, Actor actor) {
        dispatches.packCard(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/pack-pin")
    Form packPin(@PathVariable String taskId, Actor actor) {
        return packing(dispatches.pinParcel(TaskId.of(taskId), actor));
    }

    @PostMapping("/pack-pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void packPin(@PathVariable String taskId, @RequestBody PackRequest request, Actor actor) {
        dispatches.packPin(TaskId.of(taskId), actor, request.command());
    }

    private static Form packing(ParcelView parcel) {
        return new Form(parcel(parcel), Map.of());
    }

    @GetMapping("/post-parcels")
    Form postParcels(@PathVariable String taskId, Actor actor) {
        List<ParcelView> parcels = dispatches.parcels(TaskId.of(taskId), actor);
        Map<String, Object> view = new LinkedHashMap<>();
        for (ParcelView parcel : parcels) {
            boolean pin = parcel.content().equals(ParcelContent.PIN.name());
            view.put(pin ? "pin" : "card", parcel(parcel));
            view.put("applicationNumber", parcel.application().value());
            view.put("cardNumber", parcel.card().value());
        }
        return new Form(view, Map.of("postedOn", today()));
    }

    @PostMapping("/post-parcels")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void postParcels(@PathVariable String taskId, @RequestBody PostRequest request, Actor actor) {
        dispatches.post(TaskId.of(taskId), actor, request.command());
    }

    private static Map<String, Object> parcel(ParcelView parcel) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", parcel.application().value());
        view.put("cardNumber", parcel.card().value());
        view.put("content", parcel.contentLabel());
        view.put("recipient", parcel.recipientLabel());
        view.put("channel", parcel.channelLabel());
        view.put("tracked", parcel.tracked());
        view.put("postalCode", parcel.postalCode());
        view.put("address", parcel.address());
        view.put("name", parcel.name());
        view.put(
                "items",
                parcel.items().stream().map(item -> Map.of("label", item)).toList());
        parcel.issueNotice()
                .ifPresent(letter -> view.put("issueNoticeUrl", "/desk/api/notice/letters/" + letter + "/pdf"));
        parcel.receiptForm()
                .ifPresent(letter -> view.put("receiptFormUrl", "/desk/api/notice/letters/" + letter + "/pdf"));
        parcel.invoice().ifPresent(letter -> view.put("invoiceUrl", "/desk/api/notice/letters/" + letter + "/pdf"));
        parcel.packedOn().ifPresent(day -> view.put("packedOn", day));
        return view;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
