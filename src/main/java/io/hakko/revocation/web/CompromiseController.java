package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.revocation.AnnounceCompromise;
import io.hakko.revocation.CaCompromiseView;
import io.hakko.revocation.CaCompromises;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.TaskId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

/** Desk API behind the forms of {@code ca-compromise}: proposal, approval, announcement. */
@RestController
@RequestMapping("/desk/api/revocation")
class CompromiseController {

    private static final String MANAGER = "manager";
    private static final String APPROVE = "approve";
    private static final String REFUSE = "refuse";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final CaCompromises compromises;

    CompromiseController(CaCompromises compromises) {
        this.compromises = compromises;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record ProposalRequest(
            @Nullable String authority, @Nullable String explanation) {}

    record DecisionRequest(
            @Nullable String decision, @Nullable String reason) {

        DecideRevocation command() {
            if (!APPROVE.equals(decision) && !REFUSE.equals(decision)) {
                throw Refusal.at("/decision", RevocationRefusal.DECISION_MISSING);
            }
            return new DecideRevocation(APPROVE.equals(decision), orEmpty(reason));
        }
    }

    record AnnouncementRequest(
            @Nullable LocalDate announcedOn, @Nullable LocalDate reportedOn) {

        AnnounceCompromise command() {
            return new AnnounceCompromise(Optional.ofNullable(announcedOn), Optional.ofNullable(reportedOn));
        }
    }

    @GetMapping("/start/compromise")
    Form propose(HttpServletRequest request) {
        requireManager(request);
        List<Choice> authorities = compromises.authorities().stream()
                .map(authority -> new Choice(authority.id(), authority.label()))
                .toList();
        return new Form(Map.of("authorities", authorities), Map.of());
    }

    @PostMapping("/start/compromise")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void propose(HttpServletRequest request, @RequestBody ProposalRequest proposal, Actor actor) {
        requireManager(request);
        compromises.propose(orEmpty(proposal.authority()), orEmpty(proposal.explanation()), actor);
    }

    @GetMapping("/tasks/{taskId}/approve-compromise")
    Form approve(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(compromises.toApprove(TaskId.of(taskId), actor));
        view.put("decisions", List.of(new Choice(APPROVE, "承認する（発行を止め、すべての証明書を失効する）"), new Choice(REFUSE, "承認しない")));
        return new Form(view, Map.of());
    }

    @PostMapping("/tasks/{taskId}/approve-compromise")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable String taskId, @RequestBody DecisionRequest decision, Actor actor) {
        compromises.decide(TaskId.of(taskId), actor, decision.command());
    }

    @GetMapping("/tasks/{taskId}/announce-compromise")
    Form announce(@PathVariable String taskId, Actor actor) {
        return new Form(view(compromises.toAnnounce(TaskId.of(taskId), actor)), Map.of());
    }

    @PostMapping("/tasks/{taskId}/announce-compromise")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void announce(@PathVariable String taskId, @RequestBody AnnouncementRequest announcement, Actor actor) {
        compromises.announce(TaskId.of(taskId), actor, announcement.command());
    }

    private static Map<String, Object> view(CaCompromiseView compromise) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", compromise.number().value());
        view.put("authority", compromise.authority());
        view.put("explanation", compromise.explanation());
        view.put("proposedBy", compromise.proposedBy().id());
        view.put("proposedAt", MINUTE.format(compromise.proposedAt()));
        view.put("live", compromise.live());
        view.put("requested", compromise.requested());
        return view;
    }

    private static void requireManager(HttpServletRequest request) {
        if (!request.isUserInRole(MANAGER)) {
            throw new Refusal(RevocationRefusal.NOT_A_MANAGER_FOR_COMPROMISE);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
