package io.hakko.delivery.web;

import static io.hakko.delivery.web.Choices.choice;
import static io.hakko.delivery.web.Choices.text;

import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideUnreachable;
import io.hakko.delivery.DecideUnreachable.Decision;
import io.hakko.delivery.InvestigateReturn;
import io.hakko.delivery.ReturnedMail;
import io.hakko.delivery.ReturnedMailView;
import io.hakko.delivery.SendAgain;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the forms for returned mail. */
@RestController
@RequestMapping("/desk/api/delivery/tasks/{taskId}")
class ReturnedMailController {

    private final ReturnedMail returnedMail;
    private final Clock clock;

    ReturnedMailController(ReturnedMail returnedMail, Clock clock) {
        this.returnedMail = returnedMail;
        this.clock = clock;
    }

    /**
     * Why it came back.
     *
     * @param next {@code resend} or {@code unreachable}
     */
    record InvestigationRequest(
            @Nullable String cause,
            @Nullable String next,
            @Nullable String note) {

        InvestigateReturn command() {
            ReturnedParcel.Cause found =
                    Choices.read(ReturnedParcel.Cause.class, cause, "/cause", DeliveryRefusal.CAUSE_MISSING);
            return switch (text(next)) {
                case "resend" -> new InvestigateReturn(found, true, text(note));
                case "unreachable" -> new InvestigateReturn(found, false, text(note));
                default -> throw Refusal.at("/next", DeliveryRefusal.DECISION_MISSING);
            };
        }
    }

    record UnreachableRequest(
            @Nullable String decision,
            @Nullable String reasonCode,
            @Nullable String reason) {

        DecideUnreachable command() {
            return new DecideUnreachable(
                    Decision.of(text(decision))
                            .orElseThrow(() -> Refusal.at("/decision", DeliveryRefusal.DECISION_MISSING)),
                    Optional.ofNullable(reasonCode).filter(code -> !code.isBlank()),
                    text(reason));
        }
    }

    record ContactRequest(@Nullable String note) {}

    record SendAgainRequest(
            @Nullable LocalDate postedOn,
            @Nullable String cardNumber,
            @Nullable String cardTrackingNumber,
            @Nullable String pinTrackingNumber,
            boolean numbersConfirmed) {

        SendAgain command() {
            if (postedOn == null) {
                throw Refusal.at("/postedOn", DeliveryRefusal.POSTED_ON_MISSING);
            }
            return new SendAgain(
                    postedOn,
                    text(cardNumber),
                    Optional.ofNullable(cardTrackingNumber),
                    Optional.ofNullable(pinTrackingNumber),
                    numbersConfirmed);
        }
    }

    @GetMapping("/investigate-return")
    Form investigate(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(returnedMail.toInvestigate(TaskId.of(taskId), actor));
        view.put("causes", Choices.of(ReturnedParcel.Cause.class, ReturnedParcel.Cause::label));
        view.put("nexts", List.of(choice("resend", "再び差し出す"), choice("unreachable", "連絡がつかない（認証局責任者の判断を求める）")));
        return new Form(view, Map.of());
    }

    @PostMapping("/investigate-return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void investigate(@PathVariable String taskId, @RequestBody InvestigationRequest request, Actor actor) {
        returnedMail.investigate(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/decide-unreachable")
    Form decide(@PathVariable String taskId, Actor actor) {
        TaskId task = TaskId.of(taskId);
        Map<String, Object> view = view(returnedMail.toDecide(task, actor));
        view.put(
                "decisions",
                List.of(
                        choice(Decision.RESEND.word(), "再び差し出す"),
                        choice(Decision.KEEP.word(), "受領期限まで保管し、連絡を待つ"),
                        choice(Decision.PROPOSE.word(), "失効を起案する（別の人の承認を求める）")));
        view.put(
                "reasons",
                returnedMail.reasons(task, actor).stream()
                        .map(reason -> choice(reason.code(), reason.label()))
                        .toList());
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-unreachable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String taskId, @RequestBody UnreachableRequest request, Actor actor) {
        returnedMail.decide(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/await-contact")
    Form awaitContact(@PathVariable String taskId, Actor actor) {
        return new Form(view(returnedMail.toAwaitContact(TaskId.of(taskId), actor)), Map.of());
    }

    @PostMapping("/await-contact")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void contacted(@PathVariable String taskId, @RequestBody ContactRequest request, Actor actor) {
        returnedMail.contacted(TaskId.of(taskId), actor, text(request.note()));
    }

    @GetMapping("/send-again")
    Form sendAgain(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(returnedMail.toSendAgain(TaskId.of(taskId), actor));
        return new Form(view, Map.of("postedOn", LocalDate.ofInstant(clock.instant(), Zones.TOKYO)));
    }

    @PostMapping("/send-again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sendAgain(@PathVariable String taskId, @RequestBody SendAgainRequest request, Actor actor) {
        returnedMail.sendAgain(TaskId.of(taskId), actor, request.command());
    }

    private static Map<String, Object> view(ReturnedMailView mail) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", mail.application().value());
        view.put("cardNumber", mail.card().value());
        view.put("lastDay", mail.lastDay());
        view.put(
                "parcels",
                mail.parcels().stream().map(ReturnedMailController::parcel).toList());
        for (ReturnedMailView.Returned parcel : mail.parcels()) {
            view.put(parcel.content().equals(ParcelContent.PIN.name()) ? "pin" : "card", parcel(parcel));
            parcel.finding().ifPresent(finding -> view.put("finding", finding(finding)));
        }
        return view;
    }

    private static Map<String, Object> parcel(ReturnedMailView.Returned parcel) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("content", parcel.label());
        view.put("recipient", parcel.recipientLabel());
        view.put("channel", parcel.channelLabel());
        view.put("tracked", parcel.tracked());
        view.put("postalCode", parcel.postalCode());
        view.put("address", parcel.address());
        view.put("name", parcel.name());
        view.put("postedOn", parcel.postedOn());
        parcel.trackingNumber().ifPresent(number -> view.put("trackingNumber", number));
        view.put("returnedOn", parcel.returnedOn());
        view.put("slip", parcel.slipLabel());
        view.put("times", parcel.times());
        return view;
    }

    private static Map<String, Object> finding(ReturnedMailView.Finding finding) {
        return Map.of("cause", finding.causeLabel(), "note", finding.note(), "by", finding.by(), "on", finding.on());
    }
}
