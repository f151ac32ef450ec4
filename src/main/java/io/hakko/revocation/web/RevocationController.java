package io.hakko.revocation.web;

import io.hakko.calendar.Zones;
import io.hakko.notice.NoticeRefusal;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.PaperRevocations;
import io.hakko.revocation.PostNotices;
import io.hakko.revocation.RevocationNoticeView;
import io.hakko.revocation.RevocationRequestView;
import io.hakko.revocation.Revocations;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.TaskId;
import java.time.Clock;
import java.time.LocalDate;
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

/** Desk API behind {@code forms/revocation}: the approval and the posting of the notices. */
@RestController
@RequestMapping("/desk/api/revocation")
class RevocationController {

    private static final String APPROVE = "approve";
    private static final String REFUSE = "refuse";

    private final Revocations revocations;
    private final PaperRevocations papers;
    private final Clock clock;

    RevocationController(Revocations revocations, PaperRevocations papers, Clock clock) {
        this.revocations = revocations;
        this.papers = papers;
        this.clock = clock;
    }

    /** What a form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record DecideRequest(
            @Nullable String decision,
            @Nullable String reason,
            @Nullable List<RefusalRow> refusals,
            @Nullable String refusalNote) {

        DecideRevocation command() {
            if (!APPROVE.equals(decision) && !REFUSE.equals(decision)) {
                throw Refusal.at("/decision", RevocationRefusal.DECISION_MISSING);
            }
            return new DecideRevocation(
                    APPROVE.equals(decision), orEmpty(reason), RefusalRow.codes(refusals), orEmpty(refusalNote));
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

    @GetMapping("/tasks/{taskId}/approve")
    Form approve(@PathVariable String taskId, Actor actor) {
        RevocationRequestView request = revocations.toApprove(TaskId.of(taskId), actor);
        Map<String, Object> view = RequestViews.of(request);
        papers.of(request.number()).ifPresent(sheet -> PaperViews.addTo(view, sheet));
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
        Map<String, Object> view = RequestViews.of(revocations.toNotify(id, actor));
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

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
