package io.hakko.notice;

import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariable;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.util.List;
import org.springframework.stereotype.Service;

/** 発送登録 of the letter that a user task's variable {@code letterId} names (D-05). */
@Service
public class Postings {

    private static final ProcessVariable<String> LETTER_ID = ProcessVariable.text("letterId");

    private final Letters letters;
    private final Tasks tasks;
    private final List<PostingConsequence> consequences;

    Postings(Letters letters, Tasks tasks, List<PostingConsequence> consequences) {
        this.letters = letters;
        this.tasks = tasks;
        this.consequences = consequences;
    }

    /** A letter that waits to be posted, and the task for it. */
    public record Waiting(OpenTask task, LetterView letter) {}

    /** The letter of a task, for its form. */
    public Waiting waiting(TaskId id, Actor actor) {
        OpenTask task = tasks.read(id, postingTask(id).element(), actor);
        return new Waiting(task, letters.read(letterOf(id)));
    }

    /**
     * Registers the posting and completes the task; what follows from it, such as a deadline, is the owner's.
     *
     * @throws Refusal as {@link Letters#post}
     */
    public void register(TaskId id, Actor actor, PostLetter posting) {
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
}
