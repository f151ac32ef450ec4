package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.Element.userTask_postInvoice;
import static io.hakko.billing.PaymentCollectionProcess.MESSAGE_INVOICE_POSTED;
import static io.hakko.billing.PaymentCollectionProcess.MESSAGE_PARCEL_CANCELLED;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_REMINDER;
import static io.hakko.billing.PaymentCollectionProcess.REMINDER_PLANNED;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Invoice;
import io.hakko.calendar.Deadline;
import io.hakko.notice.LetterKind;
import io.hakko.notice.NoticeSent;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.PostingConsequence;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How an invoice leaves the house: in a parcel or on its own. From then on its payment is awaited. */
@Component
class InvoiceSending implements PostingConsequence {

    private final BillingStore store;
    private final PaymentStages stages;
    private final CaseDeadlines deadlines;
    private final Workflow workflow;
    private final AuditTrail audit;

    InvoiceSending(
            BillingStore store, PaymentStages stages, CaseDeadlines deadlines, Workflow workflow, AuditTrail audit) {
        this.store = store;
        this.stages = stages;
        this.deadlines = deadlines;
        this.workflow = workflow;
        this.audit = audit;
    }

    @Override
    public boolean supports(String element) {
        return userTask_postInvoice.name().equals(element);
    }

    @Override
    public ProcessVariables after(OpenTask task, PostedLetter letter) {
        return sent(lock(task.businessKey()), letter.postedOn());
    }

    /** The parcel with the invoice was posted. */
    @EventListener
    void on(NoticeSent notice) {
        if (notice.kind() == LetterKind.INVOICE) {
            Invoice invoice = lock(notice.caseKey());
            if (invoice.waitsForParcel()) {
                workflow.correlate(MESSAGE_INVOICE_POSTED, notice.caseKey(), sent(invoice, notice.postedOn()));
            }
        }
    }

    /** A card that is revoked in the house is destroyed there: what should have travelled with it is posted on its own. */
    void cardStays(Invoice invoice, ApplicationNumber application) {
        if (invoice.waitsForParcel() && invoice.enclosedWith().equals(Optional.of(application))) {
            store.update(invoice.withoutParcel());
            audit.record(
                    AuditEntry.of("invoice.parcelCancelled", invoice.number().value())
                            .with("application", application)
                            .build());
            workflow.correlate(MESSAGE_PARCEL_CANCELLED, invoice.number().value(), ProcessVariables.none());
        }
    }

    /** Reminder, where the service has one, and deadline of the payment (D-02, D-04). */
    private ProcessVariables sent(Invoice invoice, LocalDate on) {
        store.update(invoice.sent(on));
        String key = invoice.number().value();
        PaymentStages.Terms terms = stages.of(invoice);
        Optional<Deadline> reminder = terms.reminder();
        return deadlines
                .arm(key, PAYMENT, terms.payment())
                .and(REMINDER_PLANNED, reminder.isPresent())
                .and(reminder.map(due -> deadlines.arm(key, PAYMENT_REMINDER, due))
                        .orElseGet(ProcessVariables::none));
    }

    private Invoice lock(String key) {
        return store.lock(InvoiceNumber.of(key))
                .orElseThrow(() -> new IllegalStateException("a letter of no invoice: " + key));
    }
}
