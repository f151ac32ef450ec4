package io.hakko.story;

import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.PostNotices;
import io.hakko.revocation.RevocationNoticeView;
import io.hakko.revocation.Revocations;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hands of the authority's people at a revocation. */
@Component
@Profile("embedded")
public class RevocationHands {

    private final TaskInbox inbox;
    private final Revocations revocations;

    RevocationHands(TaskInbox inbox, Revocations revocations) {
        this.inbox = inbox;
        this.revocations = revocations;
    }

    /** 失効を承認する: whatever waits for the second person. */
    public void approve(Staff staff) {
        inbox.at("certificate-revocation", "userTask_approveRevocation")
                .forEach(task -> revocations.decide(task.id(), staff.approver(), new DecideRevocation(true, "")));
    }

    /** 失効通知書を発送登録する: both notices went to the post office. */
    public void postNotices(Staff staff, LocalDate on, String holderTracking, String companyTracking) {
        for (OpenTask task : inbox.at("certificate-revocation", "userTask_postRevocationNotices")) {
            List<RevocationNoticeView> notices = revocations.noticesToPost(task.id(), staff.shipper());
            revocations.postNotices(
                    task.id(),
                    staff.shipper(),
                    new PostNotices(
                            Optional.of(posted(on, holderTracking)),
                            notices.size() > 1 ? Optional.of(posted(on, companyTracking)) : Optional.empty()));
        }
    }

    private static PostLetter posted(LocalDate on, String tracking) {
        return new PostLetter(on, PostingChannel.SIMPLIFIED_REGISTERED, Optional.of(tracking));
    }
}
