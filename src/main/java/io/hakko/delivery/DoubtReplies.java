package io.hakko.delivery;

import static io.hakko.delivery.ContentDoubtProcess.Element.userTask_postDoubtReply;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.ContentDoubt.Verdict;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.DoubtStore;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingConsequence;
import io.hakko.notice.Recipient;
import io.hakko.notice.Recipient.Role;
import io.hakko.notice.WriteLetter;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * 疑義への回答書: written when the content turned out right. When its posting is registered, the doubt is settled and the
 * stages of the receipt run again (D-05, ADR 10).
 */
@Component
class DoubtReplies implements PostingConsequence {

    private final DoubtStore doubts;
    private final WaitingCards cards;
    private final ReceiptDeadlines deadlines;
    private final Applications applications;
    private final Letters letters;
    private final AuditTrail audit;

    DoubtReplies(
            DoubtStore doubts,
            WaitingCards cards,
            ReceiptDeadlines deadlines,
            Applications applications,
            Letters letters,
            AuditTrail audit) {
        this.doubts = doubts;
        this.cards = cards;
        this.deadlines = deadlines;
        this.applications = applications;
        this.letters = letters;
        this.audit = audit;
    }

    LetterId write(Dispatch dispatch, ContentDoubt doubt) {
        DeliveryContent content = applications.deliveryOf(dispatch.applicationNumber());
        DeliveryContent.Addressee holder = content.holder();
        return letters.write(new WriteLetter(
                dispatch.applicationNumber().value(),
                dispatch.cardNumber().value() + "-" + doubt.times(),
                dispatch.profile(),
                Recipient.person(Role.HOLDER, holder.name(), holder.postalCode(), holder.address()),
                new LetterContent.DoubtReply(
                        dispatch.applicationNumber(),
                        dispatch.cardNumber(),
                        dispatch.serial(),
                        holder.name(),
                        content.company().name(),
                        doubt.reportedOn(),
                        doubt.text(),
                        doubt.verdict().map(Verdict::reply).orElseThrow(),
                        deadlines.ifAnsweredToday(dispatch, doubt).rolledLastDay())));
    }

    @Override
    public boolean supports(String element) {
        return userTask_postDoubtReply.name().equals(element);
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        Dispatch dispatch = cards.lockOpen(task.businessKey());
        List<ContentDoubt> all = doubts.of(dispatch.cardNumber());
        ContentDoubt doubt = all.get(all.size() - 1);
        doubts.answered(doubt, letter.deemedArrival());
        audit.record(AuditEntry.of("doubt.settled", task.businessKey())
                .with("cardNumber", dispatch.cardNumber())
                .with("letter", letter.number())
                .with("reportedOn", doubt.reportedOn())
                .with("answeredOn", letter.deemedArrival())
                .build());
        return ProcessVariables.none();
    }
}
