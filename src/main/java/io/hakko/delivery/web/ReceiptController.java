package io.hakko.delivery.web;

import static io.hakko.delivery.web.Choices.choice;
import static io.hakko.delivery.web.Choices.text;

import io.hakko.calendar.Zones;
import io.hakko.delivery.ContentDoubts;
import io.hakko.delivery.DecideLateReceipt;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.delivery.DecideUnreceived;
import io.hakko.delivery.ReceiptView;
import io.hakko.delivery.Receipts;
import io.hakko.delivery.RecordReceipt;
import io.hakko.delivery.RecordReturn;
import io.hakko.delivery.ReportDoubt;
import io.hakko.delivery.ReturnedMail;
import io.hakko.delivery.Unreceived;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnedParcel;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.TaskId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the forms for what arrives while a receipt is awaited, and for what does not arrive. */
@RestController
@RequestMapping("/desk/api/delivery/tasks/{taskId}")
class ReceiptController {

    private final Receipts receipts;
    private final ReturnedMail returnedMail;
    private final ContentDoubts doubts;
    private final Unreceived unreceived;
    private final Clock clock;

    ReceiptController(
            Receipts receipts, ReturnedMail returnedMail, ContentDoubts doubts, Unreceived unreceived, Clock clock) {
        this.receipts = receipts;
        this.returnedMail = returnedMail;
        this.doubts = doubts;
        this.unreceived = unreceived;
        this.clock = clock;
    }

    /**
     * What arrived.
     *
     * @param arrival {@code receipt}, {@code returned} or {@code doubt}
     * @param parcels contents of the parcels that came back, separated by commas
     */
    record ArrivalRequest(
            @Nullable String arrival,
            @Nullable LocalDate arrivedOn,
            boolean sealMatches,
            @Nullable String parcels,
            @Nullable String slip,
            @Nullable String channel,
            @Nullable String text) {

        LocalDate day() {
            if (arrivedOn == null) {
                throw Refusal.at("/arrivedOn", DeliveryRefusal.ARRIVED_ON_MISSING);
            }
            return arrivedOn;
        }

        RecordReceipt receipt() {
            return new RecordReceipt(day(), sealMatches);
        }

        RecordReturn returned() {
            return new RecordReturn(
                    day(),
                    contents(),
                    Choices.read(ReturnedParcel.Slip.class, slip, "/slip", DeliveryRefusal.SLIP_MISSING));
        }

        private Set<ParcelContent> contents() {
            return Stream.of(Choices.text(parcels).split(","))
                    .filter(content -> !content.isBlank())
                    .map(content ->
                            Choices.read(ParcelContent.class, content, "/parcels", DeliveryRefusal.PARCEL_NOT_OUT))
                    .collect(Collectors.toSet());
        }

        ReportDoubt doubt() {
            return new ReportDoubt(
                    day(),
                    Choices.read(ContentDoubt.Channel.class, channel, "/channel", DeliveryRefusal.CHANNEL_MISSING),
                    Choices.text(text));
        }
    }

    record LateReceiptRequest(
            @Nullable String decision, @Nullable String reason) {

        DecideLateReceipt command() {
            return new DecideLateReceipt(
                    Decision.of(text(decision))
                            .orElseThrow(() -> Refusal.at("/decision", DeliveryRefusal.DECISION_MISSING)),
                    text(reason));
        }
    }

    record UnreceivedRequest(
            @Nullable String decision,
            @Nullable LocalDate until,
            @Nullable String reason) {

        DecideUnreceived command() {
            return new DecideUnreceived(
                    DecideUnreceived.Decision.of(text(decision))
                            .orElseThrow(() -> Refusal.at("/decision", DeliveryRefusal.DECISION_MISSING)),
                    Optional.ofNullable(until),
                    text(reason));
        }
    }

    @GetMapping("/record-receipt")
    Form recordReceipt(@PathVariable String taskId, Actor actor) {
        ReceiptView receipt = receipts.awaited(TaskId.of(taskId), actor);
        Map<String, Object> view = view(receipt);
        boolean inMail = !receipt.out().isEmpty();
        view.put(
                "arrivals",
                Stream.of(
                                Optional.of(choice("receipt", "受領書")),
                                inMail
                                        ? Optional.of(choice("returned", "返戻された郵便物"))
                                        : Optional.<Map<String, String>>empty(),
                                Optional.of(choice("doubt", "証明書の内容についての疑義")))
                        .flatMap(Optional::stream)
                        .toList());
        if (receipt.out().size() > 1) {
            view.put("parcelChoices", parcelChoices(receipt.out()));
        }
        view.put("slips", Choices.of(ReturnedParcel.Slip.class, ReturnedParcel.Slip::label));
        view.put("channels", Choices.of(ContentDoubt.Channel.class, ContentDoubt.Channel::label));
        return new Form(view, Map.of("arrivedOn", LocalDate.ofInstant(clock.instant(), Zones.TOKYO)));
    }

    private static List<Map<String, String>> parcelChoices(List<ReceiptView.Out> out) {
        Stream<Map<String, String>> each = out.stream().map(parcel -> choice(parcel.content(), parcel.label() + "だけ"));
        String all = out.stream().map(ReceiptView.Out::content).collect(Collectors.joining(","));
        return Stream.concat(each, Stream.of(choice(all, "すべて"))).toList();
    }

    @PostMapping("/record-receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void recordReceipt(@PathVariable String taskId, @RequestBody ArrivalRequest request, Actor actor) {
        TaskId task = TaskId.of(taskId);
        switch (text(request.arrival())) {
            case "receipt" -> receipts.record(task, actor, request.receipt());
            case "returned" -> returnedMail.record(task, actor, request.returned());
            case "doubt" -> doubts.report(task, actor, request.doubt());
            default -> throw Refusal.at("/arrival", DeliveryRefusal.ARRIVAL_MISSING);
        }
    }

    @GetMapping("/decide-late-receipt")
    Form decideLateReceipt(@PathVariable String taskId, Actor actor) {
        ReceiptView receipt = receipts.late(TaskId.of(taskId), actor);
        Map<String, Object> view = view(receipt);
        view.put(
                "decisions",
                List.of(
                        choice(Decision.ACCEPT.word(), "認める（カードを利用中にする）"),
                        choice(
                                Decision.REVOKE.word(),
                                receipt.decidedByPerson() ? "認めない（失効を起案し、別の人の承認を求める）" : "認めない（証明書を失効する）")));
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-late-receipt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideLateReceipt(@PathVariable String taskId, @RequestBody LateReceiptRequest request, Actor actor) {
        receipts.decideLate(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/decide-unreceived")
    Form decideUnreceived(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(unreceived.of(TaskId.of(taskId), actor));
        view.put(
                "decisions",
                List.of(
                        choice(DecideUnreceived.Decision.GRACE.word(), "猶予を与える"),
                        choice(DecideUnreceived.Decision.PROPOSE.word(), "失効を起案する（別の人の承認を求める）")));
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-unreceived")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decideUnreceived(@PathVariable String taskId, @RequestBody UnreceivedRequest request, Actor actor) {
        unreceived.decide(TaskId.of(taskId), actor, request.command());
    }

    private static Map<String, Object> view(ReceiptView receipt) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", receipt.application().value());
        view.put("cardNumber", receipt.card().value());
        view.put("holderName", receipt.holderName());
        view.put("issuedOn", receipt.issuedOn());
        view.put("postedOn", receipt.postedOn());
        view.put("lastDay", receipt.lastDay());
        receipt.remindedOn().ifPresent(day -> view.put("remindedOn", day));
        receipt.arrivedOn().ifPresent(day -> view.put("arrivedOn", day));
        receipt.lastDayForDoubts().ifPresent(day -> view.put("lastDayForDoubts", day));
        view.put("out", receipt.out().stream().map(ReceiptController::parcel).toList());
        return view;
    }

    private static Map<String, Object> parcel(ReceiptView.Out out) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("label", out.label());
        view.put("postedOn", out.postedOn());
        view.put("storedUntil", out.storedUntil());
        out.trackingNumber().ifPresent(number -> view.put("trackingNumber", number));
        return view;
    }
}
