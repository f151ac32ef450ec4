package io.hakko.revocation;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.NoticeRefusal;
import io.hakko.notice.PostLetter;
import io.hakko.notice.Recipient;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationRules;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequest.NoticeAddress;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RevocationNotice;
import io.hakko.revocation.domain.RevocationNotice.Receiver;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 失効通知書: to the holder and to the company, as the profile says (A-REV-05, AMB-15). */
@Component
class RevocationNotices {

    private final RevocationStore store;
    private final PaperRequestStore papers;
    private final Applications applications;
    private final Profiles profiles;
    private final Letters letters;

    RevocationNotices(
            RevocationStore store,
            PaperRequestStore papers,
            Applications applications,
            Profiles profiles,
            Letters letters) {
        this.store = store;
        this.papers = papers;
        this.applications = applications;
        this.profiles = profiles;
        this.letters = letters;
    }

    /** Writes them, unless they are written, by this request or by another one for the same certificate. */
    void write(RevocationRequest request) {
        if (store.noticesWritten(request.serial())) {
            return;
        }
        RevocationRules rules = profiles.get(request.profile()).revocation();
        DeliveryContent people = applications.deliveryOf(request.application());
        LetterContent content = new LetterContent.RevocationNotice(
                request.number(),
                request.application(),
                request.card(),
                request.serial(),
                people.holder().name(),
                people.company().name(),
                request.revokedAt().orElseThrow(),
                rules.reason(request.reasonCode()).label());
        for (RevocationRules.NoticeTo to : rules.noticeTo()) {
            Receiver receiver = to == RevocationRules.NoticeTo.SUBSCRIBER ? Receiver.HOLDER : Receiver.COMPANY;
            LetterId letter = letters.write(new WriteLetter(
                    request.number().value(),
                    receiver.name().toLowerCase(Locale.ROOT),
                    request.profile(),
                    recipient(receiver, request, people),
                    content));
            store.add(new RevocationNotice(request.number(), receiver, letter.toString()));
        }
    }

    /** Who asked gets it where he wants it (A-REV-11, A-REV-16), the other one at the address of the application. */
    private Recipient recipient(Receiver receiver, RevocationRequest request, DeliveryContent people) {
        Origin part = receiver == Receiver.HOLDER ? Origin.HOLDER : Origin.COMPANY;
        Optional<NoticeAddress> given = request.origin() == part
                ? papers.find(request.number()).flatMap(PaperRequest::noticeAddress)
                : Optional.empty();
        return Requesters.recipient(part, people, given);
    }

    /** Registers the posting of each notice of this request; what is refused names the notice it belongs to. */
    void post(RevocationRequest request, PostNotices posting, Actor actor) {
        List<Violation> wrong = new ArrayList<>();
        for (RevocationNotice notice : store.notices(request.number())) {
            boolean toHolder = notice.receiver() == Receiver.HOLDER;
            post(
                    notice,
                    toHolder ? "/holder" : "/company",
                    toHolder ? posting.holder() : posting.company(),
                    actor,
                    wrong);
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }

    private void post(
            RevocationNotice notice, String below, Optional<PostLetter> posting, Actor actor, List<Violation> wrong) {
        if (posting.isEmpty()) {
            wrong.add(Violation.at(below + "/postedOn", NoticeRefusal.REQUIRED));
            return;
        }
        try {
            letters.post(LetterId.of(notice.letter()), posting.get(), actor);
        } catch (Refusal refused) {
            refused.violations().forEach(v -> wrong.add(new Violation(below + v.pointer(), v.code(), v.arguments())));
        }
    }
}
