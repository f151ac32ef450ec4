package io.hakko.story;

import io.hakko.billing.DecideUnpaid;
import io.hakko.billing.DecideUnpaid.Decision;
import io.hakko.billing.InvoiceView;
import io.hakko.billing.Invoices;
import io.hakko.billing.Payments;
import io.hakko.billing.RecordPayment;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hands of the authority's people when it is about money. */
@Component
@Profile("embedded")
public class PaymentHands {

    private final TaskInbox inbox;
    private final Invoices invoices;
    private final Payments payments;

    PaymentHands(TaskInbox inbox, Invoices invoices, Payments payments) {
        this.inbox = inbox;
        this.invoices = invoices;
        this.payments = payments;
    }

    /** The invoice of the card, once there is one. */
    public Optional<InvoiceView> invoiceOf(ApplicationNumber number) {
        return invoices.ofApplication(number);
    }

    /** 入金を登録する: all that is outstanding has come. */
    public void receiveAll(Staff staff, ApplicationNumber number, LocalDate on) {
        InvoiceView invoice = invoiceOf(number).orElseThrow();
        payments.record(
                task(invoice, "userTask_recordPayment"),
                staff.accounting(),
                new RecordPayment(on, invoice.outstanding(), false, ""));
    }

    /** Whether a manager has to decide about the unpaid invoice. */
    public boolean decisionWaits(ApplicationNumber number) {
        return invoiceOf(number)
                .flatMap(invoice -> find(invoice, "userTask_decideUnpaid"))
                .isPresent();
    }

    /** 未払いの扱いを決める: the certificates are to be revoked. */
    public void decideToRevoke(Staff staff, ApplicationNumber number) {
        payments.decideUnpaid(
                task(invoiceOf(number).orElseThrow(), "userTask_decideUnpaid"),
                staff.manager(),
                new DecideUnpaid(Decision.REVOKE, Optional.empty(), "督促後も支払いがないため"));
    }

    private TaskId task(InvoiceView invoice, String element) {
        return find(invoice, element)
                .map(OpenTask::id)
                .orElseThrow(() -> new IllegalStateException("no open task " + element + " of " + invoice));
    }

    private Optional<OpenTask> find(InvoiceView invoice, String element) {
        return inbox.ofCase(invoice.number().value()).stream()
                .filter(task -> task.element().equals(element))
                .findFirst();
    }
}
