package io.hakko.delivery.web;

import static io.hakko.delivery.web.Choices.choice;
import static io.hakko.delivery.web.Choices.text;

import io.hakko.delivery.ContentDoubts;
import io.hakko.delivery.DecideMisissue;
import io.hakko.delivery.DecideMisissue.Decision;
import io.hakko.delivery.DoubtView;
import io.hakko.delivery.JudgeDoubt;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the forms for doubts about the content. */
@RestController
@RequestMapping("/desk/api/delivery/tasks/{taskId}")
class DoubtController {

    private final ContentDoubts doubts;

    DoubtController(ContentDoubts doubts) {
        this.doubts = doubts;
    }

    record InvestigationRequest(
            @Nullable String finding,
            @Nullable String reason,
            @Nullable String reply) {

        JudgeDoubt command() {
            return new JudgeDoubt(
                    Choices.read(ContentDoubt.Finding.class, finding, "/finding", DeliveryRefusal.DECISION_MISSING),
                    text(reason),
                    text(reply));
        }
    }

    record MisissueRequest(
            @Nullable String decision, @Nullable String reason) {

        DecideMisissue command() {
            return new DecideMisissue(
                    Decision.of(text(decision))
                            .orElseThrow(() -> Refusal.at("/decision", DeliveryRefusal.DECISION_MISSING)),
                    text(reason));
        }
    }

    @GetMapping("/investigate-doubt")
    Form investigate(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(doubts.toInvestigate(TaskId.of(taskId), actor));
        view.put(
                "findings",
                List.of(
                        choice(ContentDoubt.Finding.CLEARED.name(), "正しい（回答書を作成する）"),
                        choice(ContentDoubt.Finding.WRONG.name(), "誤っている（認証局責任者の判断を求める）")));
        return new Form(view, Map.of());
    }

    @PostMapping("/investigate-doubt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void investigate(@PathVariable String taskId, @RequestBody InvestigationRequest request, Actor actor) {
        doubts.investigate(TaskId.of(taskId), actor, request.command());
    }

    @GetMapping("/decide-misissue")
    Form decide(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(doubts.toDecide(TaskId.of(taskId), actor));
        view.put(
                "decisions",
                List.of(
                        choice(Decision.PROPOSE.word(), "誤発行として失効を起案する（別の人の承認を求める）"),
                        choice(Decision.REINVESTIGATE.word(), "審査担当者に調べ直させる")));
        return new Form(view, Map.of());
    }

    @PostMapping("/decide-misissue")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String taskId, @RequestBody MisissueRequest request, Actor actor) {
        doubts.decide(TaskId.of(taskId), actor, request.command());
    }

    private static Map<String, Object> view(DoubtView doubt) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("applicationNumber", doubt.application().value());
        view.put("cardNumber", doubt.card().value());
        view.put("serial", doubt.serial().hex());
        view.put("holderName", doubt.holderName());
        view.put("reportedOn", doubt.reportedOn());
        view.put("channel", doubt.channelLabel());
        view.put("late", doubt.late());
        view.put("text", doubt.text());
        view.put(
                "items",
                doubt.items().stream()
                        .map(item -> Map.of("label", item.label(), "value", item.value()))
                        .toList());
        doubt.reason().ifPresent(reason -> view.put("reason", reason));
        return view;
    }
}
