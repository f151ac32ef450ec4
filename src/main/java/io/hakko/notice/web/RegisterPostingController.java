package io.hakko.notice.web;

import io.hakko.calendar.Zones;
import io.hakko.notice.LetterId;
import io.hakko.notice.LetterView;
import io.hakko.notice.Letters;
import io.hakko.notice.NoticeRefusal;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.PostingConsequence;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariable;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
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

    private static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    private final Letters letters;
    private final Tasks tasks;
    private final List<PostingConsequence> consequences;
    private final Clock clock;

    RegisterPostingController(Letters letters, Tasks tasks, List<PostingConsequence> consequences, Clock clock) {
        this.letters = letters;
        this.tasks = tasks;
        this.consequences = consequences;
        this.clock = clock;
    }

    @GetMapping
    Form form(@PathVariable String taskId, Actor actor) {
        TaskId id = TaskId.of(taskId);
        OpenTask task = tasks.read(id, postingTask(id).element(), actor);
        LetterView letter = letters.read(letterOf(id));
        PostingChannel usual =
                letter.kind().needsRegisteredMail() ? PostingChannel.SIMPLIFIED_REGISTERED : PostingChannel.ORDINARY;
        return new Form(View.of(task, letter), new Values(LocalDate.ofInstant(clock.instant(), Zones.TOKYO), usual, ""));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void register(@PathVariable String taskId, @RequestBody Input input, Actor actor) {
        TaskId id = TaskId.of(taskId);
        PostLetter posting = input.posting();
        tasks.complete(id, postingTask(id).element(), actor, task -> {
            PostedLetter posted = letters.post(letterOf(id), posting, actor);
            return consequenceOf(task).after(task, posted);
        });
    }

    /** Any other task is refused: it may see a {@code letterId} of its process, too. */
    private OpenTask postingTask(TaskId id) {
        OpenTask task = tasks.find(id).orElseThrow(() -> new Refusal(NoticeRefusal.NOT_A_POSTING_TASK));
        consequenceOf(task);
        return task;
    }

    private PostingConsequence consequenceOf(OpenTask task) {
        return consequences.stream()
                .filter(consequence -> consequence.supports(task.element()))
                .findFirst()
                .orElseThrow(() -> new Refusal(NoticeRefusal.NOT_A_POSTING_TASK));
    }

    private LetterId letterOf(TaskId id) {
        return tasks.variable(id, LETTER_ID).map(LetterId::of).orElseThrow(() -> new Refusal(NoticeRefusal.NO_LETTER));
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
                    letter.recipient().name() + "　" + letter.recipient().honorific().text(),
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
            return new PostLetter(postedOn, channel, Optional.ofNullable(trackingNumber).filter(text -> !text.isBlank()));
        }
    }
}
