package io.hakko.story;

import io.hakko.application.ApplicationView;
import io.hakko.application.Applications;
import io.hakko.ca.IssuedCertificate;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.policy.Channel;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.PaperRevocations;
import io.hakko.revocation.PostNotices;
import io.hakko.revocation.RegisterPaperRequest;
import io.hakko.revocation.ReviewPaperRequest;
import io.hakko.revocation.ReviewPaperRequest.Check;
import io.hakko.revocation.RevocationNoticeView;
import io.hakko.revocation.Revocations;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hands of the authority's people at a revocation. */
@Component
@Profile("embedded")
public class RevocationHands {

    private static final Set<Channel> ORIGINALS = EnumSet.of(Channel.POST, Channel.COUNTER);

    private final TaskInbox inbox;
    private final Revocations revocations;
    private final PaperRevocations papers;
    private final Applications applications;
    private final Profiles profiles;

    RevocationHands(
            TaskInbox inbox,
            Revocations revocations,
            PaperRevocations papers,
            Applications applications,
            Profiles profiles) {
        this.inbox = inbox;
        this.revocations = revocations;
        this.papers = papers;
        this.applications = applications;
        this.profiles = profiles;
    }

    /** 失効請求の書類を登録する: the form came, with nothing changed since the application. */
    RevocationRequestNumber register(
            Staff staff, IssuedCertificate certificate, RevocationCause cause, LocalDate arrivedOn) {
        ServiceProfile profile = profiles.get(certificate.profile());
        String formerName = applications
                .of(certificate.application())
                .content()
                .map(ApplicationView.Content::applicant)
                .flatMap(ApplicationView.Applicant::formerName)
                .orElse("");
        return papers.register(
                new RegisterPaperRequest(
                        cause.requester(),
                        certificate.card().value(),
                        profile.channels().revocation().stream()
                                .filter(ORIGINALS::contains)
                                .findFirst(),
                        Optional.of(arrivedOn),
                        cause.of(profile.revocation()).code(),
                        "",
                        Optional.empty(),
                        cause.requester() == RegisterPaperRequest.Requester.COMPANY,
                        formerName,
                        "",
                        "",
                        List.of(),
                        true),
                staff.reception());
    }

    /** 失効請求を審査する: everything is in order. */
    public void findInOrder(Staff staff, RevocationRequestNumber number) {
        TaskId task = task(number, "userTask_reviewRequest");
        List<Check> checked = papers.toReview(task, staff.reviewer()).checklist().stream()
                .map(item -> new Check(item.code(), Optional.of(true)))
                .toList();
        papers.review(
                task,
                staff.reviewer(),
                new ReviewPaperRequest(
                        Optional.of(true), checked, Optional.of(false), Optional.of(false), "", List.of(), "", ""));
    }

    /** 失効を承認する. */
    public void approve(Staff staff, RevocationRequestNumber number) {
        revocations.decide(
                task(number, "userTask_approveRevocation"), staff.approver(), new DecideRevocation(true, ""));
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

    private TaskId task(RevocationRequestNumber number, String element) {
        return inbox.ofCase(number.value()).stream()
                .filter(task -> task.element().equals(element))
                .map(OpenTask::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open task " + element + " of " + number));
    }

    private static PostLetter posted(LocalDate on, String tracking) {
        return new PostLetter(on, PostingChannel.SIMPLIFIED_REGISTERED, Optional.of(tracking));
    }
}
