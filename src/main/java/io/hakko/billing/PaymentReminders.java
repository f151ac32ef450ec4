package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.Element.userTask_postPaymentReminder;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.billing.domain.Balance;
import io.hakko.billing.domain.BillingRefusal;
import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Invoice;
import io.hakko.calendar.Deadline;
import io.hakko.notice.LetterId;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingConsequence;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Refusal;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * 支払督促状: written when its stage executes, sent when its posting is registered (D-02, D-05). A profile whose last stage
 * counts from the reminder gets its deadline re-dated then.
 */
@Component
class PaymentReminders implements PostingConsequence {

    private final BillingStore store;
    private final PaymentStages stages;
    private final InvoiceLetters letters;
    private final CaseDeadlines deadlines;
    private final AuditTrail audit;

    PaymentReminders(
            BillingStore store,
            PaymentStages stages,
            InvoiceLetters letters,
            CaseDeadlines deadlines,
            AuditTrail audit) {
        this.store = store;
        this.stages = stages;
        this.letters = letters;
        this.deadlines = deadlines;
        this.audit = audit;
    }

    LetterId write(Invoice invoice) {
        LocalDate payBy = deadlines
                .inForce(invoice.number().value(), PAYMENT)
                .orElseGet(() -> stages.of(invoice).payment())
                .rolledLastDay();
        LetterId letter = letters.reminder(
                invoice,
                store.charges(invoice.number()),
                Balance.of(invoice.payable(), store.payments(invoice.number())),
                payBy);
        store.update(invoice.reminderWritten(letter.toString()));
        return letter;
    }

    @Override
    public boolean supports(String element) {
        return userTask_postPaymentReminder.name().equals(element);
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        Invoice invoice = store.lock(InvoiceNumber.of(task.businessKey()))
                .orElseThrow(() -> new Refusal(BillingRefusal.UNKNOWN_INVOICE));
        store.update(invoice.reminded(letter.deemedArrival()));
        audit.record(AuditEntry.of("payment.reminded", task.businessKey())
                .with(
                        "outstanding",
                        Balance.of(invoice.payable(), store.payments(invoice.number()))
                                .outstanding()
                                .amount())
                .with("letter", letter.number())
                .with("postedOn", letter.postedOn())
                .build());
        redate(invoice, letter.deemedArrival());
        return ProcessVariables.none();
    }

    private void redate(Invoice invoice, LocalDate remindedOn) {
        String key = invoice.number().value();
        Optional<Deadline> armed = deadlines.inForce(key, PAYMENT);
        Optional<Deadline> counted = stages.afterReminder(invoice, remindedOn);
        if (armed.isPresent() && counted.isPresent() && !counted.equals(armed)) {
            deadlines.redate(
                    key,
                    PAYMENT,
                    counted.get(),
                    "督促状の発送登録",
                    AuditScope.current().actor());
        }
    }
}
