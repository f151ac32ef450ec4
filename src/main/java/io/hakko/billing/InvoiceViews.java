package io.hakko.billing;

import io.hakko.application.Applications;
import io.hakko.application.BillingContent;
import io.hakko.billing.domain.Balance;
import io.hakko.billing.domain.BillingRefusal;
import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Charge;
import io.hakko.billing.domain.Invoice;
import io.hakko.billing.domain.Payment;
import io.hakko.calendar.Deadline;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.Refusal;
import io.hakko.workflow.CaseDeadlines;
import java.util.List;
import org.springframework.stereotype.Component;

/** Invoices as staff see them. */
@Component
class InvoiceViews {

    private final BillingStore store;
    private final Applications applications;
    private final ValidCertificates valid;
    private final Profiles profiles;
    private final CaseDeadlines deadlines;

    InvoiceViews(
            BillingStore store,
            Applications applications,
            ValidCertificates valid,
            Profiles profiles,
            CaseDeadlines deadlines) {
        this.store = store;
        this.applications = applications;
        this.valid = valid;
        this.profiles = profiles;
        this.deadlines = deadlines;
    }

    InvoiceView of(InvoiceNumber number) {
        Invoice invoice = store.find(number).orElseThrow(() -> new Refusal(BillingRefusal.UNKNOWN_INVOICE));
        List<Charge> charges = store.charges(number);
        List<Payment> payments = store.payments(number);
        Balance balance = Balance.of(invoice.payable(), payments);
        ServiceProfile profile = profiles.get(invoice.profile());
        return new InvoiceView(
                number,
                invoice.state().name(),
                invoice.state().label(),
                profile.displayName(),
                applications.billingOf(charges.get(0).application()).payer().name(),
                invoice.invoicedOn(),
                invoice.issuedOn(),
                charges.stream().map(charge -> line(charge, profile)).toList(),
                balance.payable(),
                balance.paid(),
                balance.outstanding(),
                balance.surplus(),
                payments.stream().map(InvoiceViews::receipt).toList(),
                invoice.letter(),
                invoice.enclosedWith(),
                invoice.sentOn(),
                invoice.remindedOn(),
                deadlines
                        .inForce(number.value(), PaymentCollectionProcess.PAYMENT)
                        .map(Deadline::rolledLastDay),
                valid.of(charges).size());
    }

    private InvoiceView.Line line(Charge charge, ServiceProfile profile) {
        BillingContent content = applications.billingOf(charge.application());
        return new InvoiceView.Line(
                charge.application(),
                charge.card(),
                content.holderName(),
                profile.product(charge.product()).label(),
                charge.unitPrice(),
                charge.isRevoked());
    }

    private static InvoiceView.Receipt receipt(Payment payment) {
        return new InvoiceView.Receipt(
                payment.receivedOn(),
                payment.amount(),
                payment.note(),
                payment.recordedBy().id());
    }
}
