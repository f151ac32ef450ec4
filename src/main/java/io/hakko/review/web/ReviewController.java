package io.hakko.review.web;

import io.hakko.application.Applications;
import io.hakko.application.PresentedPaper;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.review.ApplicationReviewProcess.Element;
import io.hakko.review.Approval;
import io.hakko.review.CorrectionReceived;
import io.hakko.review.LapseDecision;
import io.hakko.review.ReviewSheet;
import io.hakko.review.ReviewVerdict;
import io.hakko.review.Reviews;
import io.hakko.review.domain.ReviewRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.shared.Yen;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
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

/** Desk API behind {@code forms/review}. */
@RestController
@RequestMapping("/desk/api/review/tasks/{taskId}")
class ReviewController {

    private static final String OK = "ok";
    private static final String NG = "ng";

    private final Reviews reviews;
    private final Applications applications;
    private final Profiles profiles;
    private final Tasks tasks;
    private final Clock clock;

    ReviewController(Reviews reviews, Applications applications, Profiles profiles, Tasks tasks, Clock clock) {
        this.reviews = reviews;
        this.applications = applications;
        this.profiles = profiles;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    /** 取下げ, on the forms of an undecided case (B-GEN-11). */
    record WithdrawalRequest(
            @Nullable Boolean requested,
            @Nullable LocalDate arrivedOn,
            @Nullable String reason) {}

    record CheckRequest(@Nullable String code, @Nullable String result) {

        ReviewVerdict.Check command() {
            Optional<Boolean> ok =
                    OK.equals(result) ? Optional.of(true) : NG.equals(result) ? Optional.of(false) : Optional.empty();
            return new ReviewVerdict.Check(code == null ? "" : code, ok);
        }
    }

    record FindingRequest(
            @Nullable String code,
            @Nullable String subject,
            @Nullable String note) {

        ReviewVerdict.ManualFinding command() {
            return new ReviewVerdict.ManualFinding(code == null ? "" : code, text(subject), text(note));
        }
    }

    record ReviewRequest(
            @Nullable String verdict,
            @Nullable List<CheckRequest> checklist,
            @Nullable List<FindingRequest> findings,
            @Nullable String note,
            @Nullable WithdrawalRequest withdrawal) {

        ReviewVerdict command() {
            if (!"complete".equals(verdict) && !"deficient".equals(verdict)) {
                throw Refusal.at("/verdict", ReviewRefusal.NOT_IN_LIST);
            }
            return new ReviewVerdict(
                    "complete".equals(verdict),
                    checklist == null
                            ? List.of()
                            : checklist.stream().map(CheckRequest::command).toList(),
                    findings == null
                            ? List.of()
                            : findings.stream().map(FindingRequest::command).toList(),
                    text(note));
        }
    }

    record PaperRequest(
            @Nullable String kind,
            @Nullable LocalDate issuedOn,
            @Nullable String form,
            @Nullable String note) {}

    record CorrectionRequest(
            @Nullable LocalDate arrivedOn,
            @Nullable List<PaperRequest> papers,
            @Nullable String note,
            boolean noMyNumberVisible,
            @Nullable WithdrawalRequest withdrawal) {

        CorrectionReceived command() {
            List<Violation> wrong = new ArrayList<>();
            if (arrivedOn == null) {
                wrong.add(Violation.at("/arrivedOn", ReviewRefusal.REQUIRED));
            }
            List<PaperRequest> rows = papers == null ? List.of() : papers;
            List<PresentedPaper> presented = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                paper("/papers/" + i, rows.get(i), wrong).ifPresent(presented::add);
            }
            if (!wrong.isEmpty() || arrivedOn == null) {
                throw new Refusal(wrong);
            }
            return new CorrectionReceived(arrivedOn, presented, text(note), noMyNumberVisible);
        }

        private Optional<PresentedPaper> paper(String pointer, PaperRequest paper, List<Violation> wrong) {
            String kind = paper.kind();
            LocalDate issuedOn = paper.issuedOn();
            String form = paper.form();
            if (kind == null || kind.isBlank()) {
                wrong.add(Violation.at(pointer + "/kind", ReviewRefusal.REQUIRED));
            }
            if (issuedOn == null) {
                wrong.add(Violation.at(pointer + "/issuedOn", ReviewRefusal.REQUIRED));
            }
            if (form == null || form.isBlank()) {
                wrong.add(Violation.at(pointer + "/form", ReviewRefusal.REQUIRED));
            }
            if (kind == null || issuedOn == null || form == null || arrivedOn == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new PresentedPaper(kind, issuedOn, form.equals("ORIGINAL"), text(paper.note()), arrivedOn));
        }
    }

    record ApprovalRequest(
            @Nullable String decision,
            @Nullable String rejection,
            @Nullable String reason,
            @Nullable Long shownPrice,
            @Nullable WithdrawalRequest withdrawal) {

        Approval command() {
            return switch (decision == null ? "" : decision) {
                case "accept" ->
                    new Approval.Accept(Optional.ofNullable(shownPrice).map(Yen::of));
                case "return" -> new Approval.Return(reason == null ? "" : reason.strip());
                case "reject" -> new Approval.Reject(rejection == null ? "" : rejection, text(reason));
                default -> throw Refusal.at("/decision", ReviewRefusal.NOT_IN_LIST);
            };
        }
    }

    record LapseRequest(
            @Nullable String decision,
            @Nullable LocalDate extendTo,
            @Nullable String reason) {

        LapseDecision command() {
            String why = reason == null ? "" : reason.strip();
            return switch (decision == null ? "" : decision) {
                case "reject" -> LapseDecision.reject(why);
                case "extend" -> {
                    if (extendTo == null) {
                        throw Refusal.at("/extendTo", ReviewRefusal.REQUIRED);
                    }
                    yield LapseDecision.extend(extendTo, why);
                }
                default -> throw Refusal.at("/decision", ReviewRefusal.NOT_IN_LIST);
            };
        }
    }

    @GetMapping("/review")
    Form review(@PathVariable String taskId, Actor actor) {
        ReviewSheet sheet = sheet(taskId, Element.userTask_review, actor);
        Map<String, Object> view = SheetView.of(sheet);
        view.put("deficiencies", SheetView.choices(sheet.deficiencies()));
        Map<String, Object> values = withdrawal();
        values.put("checklist", sheet.checklist());
        return new Form(view, values);
    }

    @PostMapping("/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(@PathVariable String taskId, @RequestBody ReviewRequest request, Actor actor) {
        if (!withdrawn(taskId, Element.userTask_review, request.withdrawal(), actor)) {
            reviews.review(TaskId.of(taskId), actor, request.command());
        }
    }

    @GetMapping("/receive-correction")
    Form correction(@PathVariable String taskId, Actor actor) {
        ReviewSheet sheet = sheet(taskId, Element.userTask_receiveCorrection, actor);
        Map<String, Object> view = SheetView.of(sheet);
        view.put(
                "paperKinds",
                profiles.get(sheet.application().profile()).documents().kinds().stream()
                        .map(kind -> new SheetView.Choice(kind.code(), kind.label()))
                        .toList());
        view.put("paperForms", List.of(new SheetView.Choice("ORIGINAL", "原本"), new SheetView.Choice("COPY", "コピー")));
        Map<String, Object> values = withdrawal();
        values.put("arrivedOn", today());
        return new Form(view, values);
    }

    @PostMapping("/receive-correction")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correction(@PathVariable String taskId, @RequestBody CorrectionRequest request, Actor actor) {
        if (!withdrawn(taskId, Element.userTask_receiveCorrection, request.withdrawal(), actor)) {
            reviews.receiveCorrection(TaskId.of(taskId), actor, request.command());
        }
    }

    @GetMapping("/approve")
    Form approve(@PathVariable String taskId, Actor actor) {
        ReviewSheet sheet = sheet(taskId, Element.userTask_approve, actor);
        Map<String, Object> view = SheetView.of(sheet);
        view.put("rejections", SheetView.choices(sheet.rejections()));
        Map<String, Object> values = withdrawal();
        values.put("shownPrice", sheet.price().unitPrice().amount());
        return new Form(view, values);
    }

    @PostMapping("/approve")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable String taskId, @RequestBody ApprovalRequest request, Actor actor) {
        if (!withdrawn(taskId, Element.userTask_approve, request.withdrawal(), actor)) {
            reviews.approve(TaskId.of(taskId), actor, request.command());
        }
    }

    @GetMapping("/decide-lapse")
    Form lapse(@PathVariable String taskId, Actor actor) {
        return new Form(SheetView.of(sheet(taskId, Element.userTask_decideLapse, actor)), Map.of());
    }

    @PostMapping("/decide-lapse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lapse(@PathVariable String taskId, @RequestBody LapseRequest request, Actor actor) {
        reviews.decideLapse(TaskId.of(taskId), actor, request.command());
    }

    private ReviewSheet sheet(String taskId, Element element, Actor actor) {
        OpenTask task = tasks.read(TaskId.of(taskId), element.name(), actor);
        return reviews.sheet(ApplicationNumber.of(task.businessKey()));
    }

    /** Withdraws instead of completing, when the form says so and this person may work on the task. */
    private boolean withdrawn(String taskId, Element element, @Nullable WithdrawalRequest withdrawal, Actor actor) {
        if (withdrawal == null || !Boolean.TRUE.equals(withdrawal.requested())) {
            return false;
        }
        OpenTask task = tasks.read(TaskId.of(taskId), element.name(), actor);
        String reason =
                text(withdrawal.reason()).orElseThrow(() -> Refusal.at("/withdrawal/reason", ReviewRefusal.REQUIRED));
        LocalDate arrivedOn = Optional.ofNullable(withdrawal.arrivedOn())
                .orElseThrow(() -> Refusal.at("/withdrawal/arrivedOn", ReviewRefusal.REQUIRED));
        applications.withdraw(ApplicationNumber.of(task.businessKey()), actor, reason, arrivedOn);
        return true;
    }

    private Map<String, Object> withdrawal() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("withdrawal", Map.of("arrivedOn", today()));
        return values;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }
}
