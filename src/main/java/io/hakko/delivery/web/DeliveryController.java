package io.hakko.delivery.web;

import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideLateReceipt;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.delivery.Dispatches;
import io.hakko.delivery.PackParcel;
import io.hakko.delivery.ParcelView;
import io.hakko.delivery.PostParcels;
import io.hakko.delivery.ReceiptView;
import io.hakko.delivery.Receipts;
import io.hakko.delivery.RecordReceipt;
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

/** Desk API behind {@code forms/delivery}. */
@RestController
@RequestMapping("/desk/api/delivery/tasks/{taskId}")
class DeliveryController {

    private final Dispatches dispatches;
    private final Receipts receipts;
    private final Clock clock;

    DeliveryController(Dispatches dispatches, Receipts receipts, Clock clock) {
        this.dispatches = dispatches;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

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

    record ReceiptRequest(@Nullable LocalDate arrivedOn, boolean sealMatches) {

        RecordReceipt command() {
            if (arrivedOn == null) {
                throw Refusal.at("/arrivedOn", DeliveryRefusal.ARRIVED_ON_MISSING);
            }
            return new RecordReceipt(arrivedOn, sealMatches);
        }
    }

    record LateReceiptRequest(
            @Nullable String decision, @Nullable String reason) {

        DecideLateReceipt command() {
            return new DecideLateReceipt(
                    Decision.of(decision == null ? "" : decision)
                            .orElseThrow(() -> Refusal.at("/decision", DeliveryRefusal.DECISION_MISSING)),
                    reason == null ? "" : reason);
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

    @GetMapping("/record-receipt")
    Form recordReceipt(@PathVariable String taskId, Actor actor) {
        return new Form(receipt(receipts.awaited(TaskId.of(taskId), actor)), Map.of("arrivedOn", today()));
    }

    @PostMapping("/record-receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordReceipt(@PathVariable String taskId, @RequestBody ReceiptRequest request, Actor actor) {
        receipts.record(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/decide-late-receipt")
    Form decideLateReceipt(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = receipt(receipts.late(TaskId.of(taskId), actor));
        view.put(
                "decisions",
                List.of(
                        Map.of("value", Decision.ACCEPT.word(), "label", "認める（カードを利用中にする）"),
                        Map.of("value", Decision.REVOKE.word(), "label", "認めない（証明書を失効する）")));
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-late-receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideLateReceipt(@PathVariable String taskId, @RequestBody LateReceiptRequest request, Actor actor) {
        receipts.decideLate(TaskId.of(taskId), actor, request.command());
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
        parcel.invoice().ifPresent(letter -> view.put("invoiceUrl", "/desk/api/notice/letters/" + letter + "/pdf"));
        parcel.packedOn().ifPresent(day -> view.put("packedOn", day));
        return view;
    }

    private static Map<String, Object> receipt(ReceiptView receipt) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", receipt.application().value());
        view.put("cardNumber", receipt.card().value());
        view.put("holderName", receipt.holderName());
        view.put("issuedOn", receipt.issuedOn());
        view.put("postedOn", receipt.postedOn());
        view.put("lastDay", receipt.lastDay());
        receipt.remindedOn().ifPresent(day -> view.put("remindedOn", day));
        receipt.arrivedOn().ifPresent(day -> view.put("arrivedOn", day));
        return view;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
