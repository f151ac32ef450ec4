package io.hakko.notice.web;

import io.hakko.calendar.Zones;
import io.hakko.notice.LetterView;
import io.hakko.notice.NoticeRefusal;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** 発送登録: the form shared by all user tasks that post the letter of their variable {@code letterId} (D-05). */
@RestController
@RequestMapping("/desk/api/notice/tasks/{taskId}/register-posting")
class RegisterPostingController {

    private final Postings postings;
    private final Clock clock;

    RegisterPostingController(Postings postings, Clock clock) {
        this.postings = postings;
        this.clock = clock;
    }

    @GetMapping
    Form form(@PathVariable String taskId, Actor actor) {
        Postings.Waiting waiting = postings.waiting(TaskId.of(taskId), actor);
        LetterView letter = waiting.letter();
        PostingChannel usual =
                letter.kind().needsRegisteredMail() ? PostingChannel.SIMPLIFIED_REGISTERED : PostingChannel.ORDINARY;
        return new Form(
                View.of(waiting.task(), letter),
                new Values(LocalDate.ofInstant(clock.instant(), Zones.TOKYO), usual, ""));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void register(@PathVariable String taskId, @RequestBody Input input, Actor actor) {
        postings.register(TaskId.of(taskId), actor, input.posting());
    }

    record Form(View view, Values values) {}

    record View(
            String taskName,
            String caseKey,
            String title,
            String number,
            LocalDate writtenOn,
            String recipientRole,
            String recipientName,
            String recipientPostalCode,
            String recipientAddress,
            boolean registeredMail,
            String pdfUrl,
            List<Choice> channels) {

        static View of(OpenTask task, LetterView letter) {
            boolean registered = letter.kind().needsRegisteredMail();
            return new View(
                    task.name(),
                    task.businessKey(),
                    letter.kind().title(),
                    letter.number(),
                    LocalDate.ofInstant(letter.writtenAt(), Zones.TOKYO),
                    letter.recipient().role().label(),
                    letter.recipient().name() + "　"
                            + letter.recipient().honorific().text(),
                    letter.recipient().postalCode(),
                    letter.recipient().address(),
                    registered,
                    "/desk/api/notice/letters/" + letter.id() + "/pdf",
                    Arrays.stream(PostingChannel.values())
                            .filter(channel -> channel.isRegistered() || !registered)
                            .map(channel -> new Choice(channel.name(), channel.label()))
                            .toList());
        }
    }

    record Choice(String value, String label) {}

    record Values(LocalDate postedOn, PostingChannel channel, String trackingNumber) {}

    record Input(
            @Nullable LocalDate postedOn,
            @Nullable PostingChannel channel,
            @Nullable String trackingNumber) {

        PostLetter posting() {
            List<Violation> missing = new ArrayList<>();
            if (postedOn == null) {
                missing.add(Violation.at("/postedOn", NoticeRefusal.REQUIRED));
            }
            if (channel == null) {
                missing.add(Violation.at("/channel", NoticeRefusal.REQUIRED));
            }
            if (postedOn == null || channel == null) {
                throw new Refusal(missing);
            }
            return new PostLetter(
                    postedOn, channel, Optional.ofNullable(trackingNumber).filter(text -> !text.isBlank()));
        }
    }
}
