package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_postReceiptReminder;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
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
import org.springframework.stereotype.Component;

/**
 * 受領督促状: written when its stage executes, sent when its posting is registered (D-01, D-05). A profile whose last
 * stage counts from the reminder gets its deadline re-dated then (AMB-03).
 */
@Component
class ReceiptReminders implements PostingConsequence {

    private final DeliveryStore store;
    private final WaitingCards cards;
    private final Applications applications;
    private final Letters letters;
    private final ReceiptDeadlines deadlines;
    private final AuditTrail audit;

    ReceiptReminders(
            DeliveryStore store,
            WaitingCards cards,
            Applications applications,
            Letters letters,
            ReceiptDeadlines deadlines,
            AuditTrail audit) {
        this.store = store;
        this.cards = cards;
        this.applications = applications;
        this.letters = letters;
        this.deadlines = deadlines;
        this.audit = audit;
    }

    LetterId write(Dispatch dispatch, Deadline receipt) {
        DeliveryContent content = applications.deliveryOf(dispatch.applicationNumber());
        DeliveryContent.Addressee holder = content.holder();
        return letters.write(new WriteLetter(
                dispatch.applicationNumber().value(),
                sequence(dispatch),
                dispatch.profile(),
                Recipient.person(Role.HOLDER, holder.name(), holder.postalCode(), holder.address()),
                new LetterContent.ReceiptReminder(
                        dispatch.applicationNumber(),
                        dispatch.cardNumber(),
                        dispatch.serial(),
                        holder.name(),
                        content.company().name(),
                        dispatch.issuedOn(),
                        receipt.rolledLastDay(),
                        receipt.executeAt())));
    }

    @Override
    public boolean supports(String element) {
        return userTask_postReceiptReminder.name().equals(element);
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        Dispatch dispatch = cards.lockOpen(task.businessKey());
        store.reminded(dispatch.cardNumber(), letter.deemedArrival());
        audit.record(AuditEntry.of("receipt.reminded", task.businessKey())
                .with("cardNumber", dispatch.cardNumber())
                .with("letter", letter.number())
                .with("postedOn", letter.postedOn())
                .build());
        deadlines.reminded(cards.find(task.businessKey()), AuditScope.current().actor());
        return ProcessVariables.none();
    }

    /** One reminder for each time that the stages were reckoned. */
    private static String sequence(Dispatch dispatch) {
        String card = dispatch.cardNumber().value();
        return dispatch.round() == 1 ? card : card + "-" + dispatch.round();
    }
}
