package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.revocation.OriginalsView;
import io.hakko.revocation.OutstandingOriginals;
import io.hakko.revocation.PaperRequestSheet;
import io.hakko.revocation.PaperRevocations;
import io.hakko.revocation.ReviewPaperRequest;
import io.hakko.revocation.ReviewPaperRequest.Check;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.TaskId;
import jakarta.servlet.http.HttpServletRequest;
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

/** Desk API behind {@code forms/revocation}: the review of a request on paper, and the originals that follow a FAX. */
@RestController
@RequestMapping("/desk/api/revocation/tasks/{taskId}")
class PaperController {

    private static final String MANAGER = "manager";
    private static final String OK = "ok";
    private static final String NG = "ng";
    private static final String IN_ORDER = "inOrder";
    private static final String NOT_IN_ORDER = "notInOrder";
    private static final Choice ARRIVED = new Choice("arrived", "届いた");
    private static final Choice CLOSED = new Choice("closed", "届かないまま待つのをやめる");

    private final PaperRevocations papers;
    private final OutstandingOriginals originals;
    private final Clock clock;

    PaperController(PaperRevocations papers, OutstandingOriginals originals, Clock clock) {
        this.papers = papers;
        this.originals = originals;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record CheckRow(@Nullable String code, @Nullable String result) {

        Check command() {
            Optional<Boolean> ok =
                    OK.equals(result) ? Optional.of(true) : NG.equals(result) ? Optional.of(false) : Optional.empty();
            return new Check(orEmpty(code), ok);
        }
    }

    record ReviewInput(
            @Nullable List<CheckRow> checklist,
            @Nullable Boolean sealDiffers,
            @Nullable Boolean nameDiffers,
            @Nullable String exemptedBy,
            @Nullable String verdict,
            @Nullable List<RefusalRow> refusals,
            @Nullable String refusalNote,
            @Nullable String note) {

        ReviewPaperRequest command() {
            Optional<Boolean> inOrder = IN_ORDER.equals(verdict)
                    ? Optional.of(true)
                    : NOT_IN_ORDER.equals(verdict) ? Optional.of(false) : Optional.empty();
            return new ReviewPaperRequest(
                    inOrder,
                    checklist == null
                            ? List.of()
                            : checklist.stream().map(CheckRow::command).toList(),
                    Optional.ofNullable(sealDiffers),
                    Optional.ofNullable(nameDiffers),
                    orEmpty(exemptedBy),
                    RefusalRow.codes(refusals),
                    orEmpty(refusalNote),
                    orEmpty(note));
        }
    }

    record OriginalsInput(
            @Nullable String answer,
            @Nullable LocalDate arrivedOn,
            boolean complete,
            @Nullable String reason) {}

    @GetMapping("/review")
    Form review(@PathVariable String taskId, Actor actor) {
        PaperRequestSheet sheet = papers.toReview(TaskId.of(taskId), actor);
        Map<String, Object> view = RequestViews.of(sheet.request());
        PaperViews.addTo(view, sheet);
        return new Form(view, Map.of("checklist", sheet.checklist()));
    }

    @PostMapping("/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(@PathVariable String taskId, @RequestBody ReviewInput input, Actor actor) {
        papers.review(TaskId.of(taskId), actor, input.command());
    }

    @GetMapping("/receive-originals")
    Form originals(@PathVariable String taskId, Actor actor, HttpServletRequest request) {
        OriginalsView awaited = originals.awaited(TaskId.of(taskId), actor);
        List<String> lines = new ArrayList<>(List.of(awaited.form()));
        lines.addAll(awaited.documents());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", awaited.number().value());
        view.put("cardNumber", awaited.card().value());
        view.put("requester", awaited.requester());
        view.put("faxedOn", awaited.faxedOn());
        view.put("lastDay", awaited.lastDay());
        view.put("awaited", lines);
        view.put("answers", request.isUserInRole(MANAGER) ? List.of(ARRIVED, CLOSED) : List.of(ARRIVED));
        return new Form(view, Map.of("arrivedOn", LocalDate.ofInstant(clock.instant(), Zones.TOKYO)));
    }

    @PostMapping("/receive-originals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void originals(
            @PathVariable String taskId, @RequestBody OriginalsInput input, Actor actor, HttpServletRequest request) {
        String answer = orEmpty(input.answer());
        if (answer.equals(ARRIVED.value())) {
            originals.receive(TaskId.of(taskId), actor, Optional.ofNullable(input.arrivedOn()), input.complete());
        } else if (!answer.equals(CLOSED.value())) {
            throw Refusal.at("/answer", RevocationRefusal.ORIGINALS_ANSWER_MISSING);
        } else if (!request.isUserInRole(MANAGER)) {
            throw Refusal.at("/answer", RevocationRefusal.CLOSING_BY_MANAGER);
        } else {
            originals.close(TaskId.of(taskId), actor, orEmpty(input.reason()));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
