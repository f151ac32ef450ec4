package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.notice.NoticeRefusal;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.PostNotices;
import io.hakko.revocation.ProposeRevocation;
import io.hakko.revocation.RevocationNoticeView;
import io.hakko.revocation.RevocationReasonView;
import io.hakko.revocation.RevocationRequestView;
import io.hakko.revocation.Revocations;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.TaskId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Desk API behind {@code forms/revocation}. */
@RestController
@RequestMapping("/desk/api/revocation")
class RevocationController {

    private static final String MANAGER = "manager";
    private static final String APPROVE = "approve";
    private static final String REFUSE = "refuse";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final Revocations revocations;
    private final Clock clock;

    RevocationController(Revocations revocations, Clock clock) {
        this.revocations = revocations;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record Choice(String value, String label) {}

    record ProposeRequest(
            @Nullable String certificate,
            @Nullable String reasonCode,
            @Nullable String explanation) {

        ProposeRevocation command() {
            return new ProposeRevocation(orEmpty(certificate), orEmpty(reasonCode), orEmpty(explanation));
        }
    }

    record DecideRequest(
            @Nullable String decision, @Nullable String reason) {

        DecideRevocation command() {
            if (!APPROVE.equals(decision) && !REFUSE.equals(decision)) {
                throw Refusal.at("/decision", RevocationRefusal.DECISION_MISSING);
            }
            return new DecideRevocation(APPROVE.equals(decision), orEmpty(reason));
        }
    }

    record PostingRequest(
            @Nullable LocalDate postedOn,
            @Nullable PostingChannel channel,
            @Nullable String trackingNumber) {

        Optional<PostLetter> command(String below, List<Violation> wrong) {
            if (postedOn == null) {
                wrong.add(Violation.at(below + "/postedOn", NoticeRefusal.REQUIRED));
            }
            if (channel == null) {
                wrong.add(Violation.at(below + "/channel", NoticeRefusal.REQUIRED));
            }
            if (postedOn == null || channel == null) {
                return Optional.empty();
            }
            return Optional.of(new PostLetter(
                    postedOn, channel, Optional.ofNullable(trackingNumber).filter(text -> !text.isBlank())));
        }
    }

    record PostRequest(
            @Nullable PostingRequest holder, @Nullable PostingRequest company) {

        PostNotices command() {
            List<Violation> wrong = new ArrayList<>();
            PostNotices notices = new PostNotices(
                    holder == null ? Optional.empty() : holder.command("/holder", wrong),
                    company == null ? Optional.empty() : company.command("/company", wrong));
            if (!wrong.isEmpty()) {
                throw new Refusal(wrong);
            }
            return notices;
        }
    }

    @GetMapping("/start/propose")
    Form propose(HttpServletRequest request) {
        requireManager(request);
        return new Form(
                Map.of(
                        "reasons",
                        revocations.reasons().stream()
                                .map(RevocationController::choice)
                                .toList()),
                Map.of());
    }

    @PostMapping("/start/propose")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void propose(HttpServletRequest request, @RequestBody ProposeRequest proposal, Actor actor) {
        requireManager(request);
        revocations.propose(proposal.command(), actor);
    }

    @GetMapping("/tasks/{taskId}/approve")
    Form approve(@PathVariable String taskId, Actor actor) {
        Map<String, Object> view = view(revocations.toApprove(TaskId.of(taskId), actor));
        view.put("decisions", List.of(new Choice(APPROVE, "承認する（証明書を失効する）"), new Choice(REFUSE, "承認しない")));
        return new Form(view, Map.of());
    }

    @PostMapping("/tasks/{taskId}/approve")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable String taskId, @RequestBody DecideRequest decision, Actor actor) {
        revocations.decide(TaskId.of(taskId), actor, decision.command());
    }

    @GetMapping("/tasks/{taskId}/post-notices")
    Form postNotices(@PathVariable String taskId, Actor actor) {
        TaskId id = TaskId.of(taskId);
        Map<String, Object> view = view(revocations.toNotify(id, actor));
        Map<String, Object> values = new LinkedHashMap<>();
        List<RevocationNoticeView> notices = revocations.noticesToPost(id, actor);
        for (RevocationNoticeView notice : notices) {
            String name = notice.receiver().toLowerCase(Locale.ROOT);
            view.put(name, notice(notice));
            values.put(
                    name,
                    Map.of(
                            "postedOn",
                            LocalDate.ofInstant(clock.instant(), Zones.TOKYO),
                            "channel",
                            PostingChannel.ORDINARY));
        }
        view.put("nothingToPost", notices.isEmpty());
        view.put(
                "channels",
                Arrays.stream(PostingChannel.values())
                        .map(channel -> new Choice(channel.name(), channel.label()))
                        .toList());
        return new Form(view, values);
    }

    @PostMapping("/tasks/{taskId}/post-notices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void postNotices(@PathVariable String taskId, @RequestBody PostRequest posting, Actor actor) {
        revocations.postNotices(TaskId.of(taskId), actor, posting.command());
    }

    private static void requireManager(HttpServletRequest request) {
        if (!request.isUserInRole(MANAGER)) {
            throw new Refusal(RevocationRefusal.NOT_A_MANAGER);
        }
    }

    private static Choice choice(RevocationReasonView reason) {
        return new Choice(reason.code(), reason.label());
    }

    private static Map<String, Object> view(RevocationRequestView request) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", request.number().value());
        view.put("applicationNumber", request.application().value());
        view.put("cardNumber", request.card().value());
        view.put("serial", request.serial().hex());
        view.put("service", request.serviceName());
        view.put("holderName", request.holderName());
        view.put("companyName", request.companyName());
        view.put("origin", request.originLabel());
        view.put("reason", request.reasonLabel());
        view.put(
                "crlReason",
                request.crlReason().map(RevocationController::crlReason).orElse("記載しない"));
        view.put("explanation", request.explanation());
        view.put("proposedBy", request.proposedBy().id());
        view.put("proposedAt", MINUTE.format(request.proposedAt()));
        request.revokedAt().map(MINUTE::format).ifPresent(at -> view.put("revokedAt", at));
        return view;
    }

    private static Map<String, Object> notice(RevocationNoticeView notice) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("receiver", notice.receiverLabel());
        view.put("number", notice.letter().number());
        view.put("postalCode", notice.letter().recipient().postalCode());
        view.put("address", notice.letter().recipient().address());
        view.put(
                "name",
                notice.letter().recipient().name() + "　"
                        + notice.letter().recipient().honorific().text());
        view.put("pdfUrl", "/desk/api/notice/letters/" + notice.letter().id() + "/pdf");
        return view;
    }

    /** Names of RFC 5280 section 5.3.1, as the CRL states them. */
    private static String crlReason(int code) {
        return switch (code) {
            case 1 -> "keyCompromise (1)";
            case 2 -> "cACompromise (2)";
            case 3 -> "affiliationChanged (3)";
            case 4 -> "superseded (4)";
            case 5 -> "cessationOfOperation (5)";
            default -> String.valueOf(code);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
