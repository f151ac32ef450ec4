package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_REMINDER;

import io.hakko.audit.AuditRecord;
import io.hakko.billing.DecideUnpaid.Decision;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.DeliveryCase;
import io.hakko.delivery.PackParcel;
import io.hakko.delivery.PostParcels;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.Revocations;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Yen;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskInbox;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A card and its invoice, on the real engine and database; neighbours in memory. Each test is a case of its own. */
abstract class BillingCase extends DeliveryCase {

    protected final Second second = new Second();

    @Autowired
    protected Invoices invoices;

    @Autowired
    protected Payments payments;

    @Autowired
    protected PaymentStages stages;

    @Autowired
    protected Revocations revocations;

    @Autowired
    protected InvoiceSweep sweep;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private Postings postings;

    @Autowired
    private TaskInbox tasklist;

    /** A card in use whose invoice was in its parcel and is not paid. */
    protected void cardIsInUse() {
        cardIsPosted();
        receive(today());
    }

    /** As above, and the last day of the payment is over. */
    protected void paymentIsOverdue() {
        cardIsInUse();
        paymentBecomesOverdue();
    }

    protected void paymentBecomesOverdue() {
        if (deadlines.inForce(key(), PAYMENT_REMINDER).isPresent()) {
            reachPayment(PAYMENT_REMINDER);
            postLetter(key(), "userTask_postPaymentReminder");
        }
        closeArrivalsThrough(deadline(PAYMENT).rolledLastDay());
        reachPayment(PAYMENT);
    }

    protected InvoiceView invoice() {
        return invoice(application);
    }

    protected InvoiceView invoice(ApplicationNumber number) {
        return invoices.ofApplication(number).orElseThrow();
    }

    protected String key() {
        return invoice().number().value();
    }

    protected Deadline deadline(DeadlineKind kind) {
        return deadlines.inForce(key(), kind).orElseThrow();
    }

    protected void reachPayment(DeadlineKind kind) {
        String key = key();
        moveTo(deadline(kind).executeAt());
        runDue(key);
    }

    protected void pay(long amount) {
        payments.record(
                task(key(), "userTask_recordPayment"),
                ACCOUNTING,
                new RecordPayment(today(), Yen.of(amount), false, ""));
    }

    protected void decide(Decision decision) {
        decide(decision, Optional.empty());
    }

    protected void decide(Decision decision, Optional<LocalDate> graceUntil) {
        payments.decideUnpaid(
                task(key(), "userTask_decideUnpaid"),
                MANAGER,
                new DecideUnpaid(decision, graceUntil, "三度の電話にも応答がないため"));
    }

    /** Number of the newest request to revoke this certificate for non-payment. */
    protected String request(CertificateSerial of) {
        return jdbc.sql("""
                        SELECT number FROM revocation.request
                         WHERE certificate_serial = :serial AND origin = 'PAYMENT' ORDER BY number DESC LIMIT 1
                        """).param("serial", of.hex()).query(String.class).single();
    }

    protected void approve(String request) {
        revocations.decide(task(request, "userTask_approveRevocation"), APPROVER, new DecideRevocation(true, ""));
        runDue(request);
    }

    protected void refuse(String request) {
        revocations.decide(
                task(request, "userTask_approveRevocation"), APPROVER, new DecideRevocation(false, "支払いの約束があるため"));
    }

    protected void postLetter(String key, String element) {
        postings.register(
                task(key, element), SHIPPER, new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty()));
    }

    protected AuditRecord event(String key, String event) {
        return records.ofKey(key).stream()
                .filter(entry -> entry.event().equals(event))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    protected boolean collectionEnded(String key) {
        return instances(PaymentCollectionProcess.KEY, key).isEmpty();
    }

    protected Optional<Instant> due(String key, String element) {
        return tasklist.ofCase(key).stream()
                .filter(open -> open.element().equals(element))
                .findFirst()
                .flatMap(OpenTask::due);
    }

    /** The other card of an order of two. */
    protected final class Second {
        final ApplicationNumber application = ApplicationNumber.of("AO", 2026, 950_000 + sequence);
        final CardNumber card = CardNumber.of("1101", 57_000 + sequence);
        final CertificateSerial serial = new CertificateSerial(BigInteger.valueOf(0xBCDE00 + sequence));

        /** Accepted together with the first card. */
        void isAccepted() {
            applications.addOrderedWith(BillingCase.this.application, application, "ACCEPTED");
        }

        void isReady() {
            cardIsReady(certificates.add(application, card, serial));
            runDue(application.value());
        }

        void isPosted() {
            dispatches.packCard(
                    task(application.value(), "userTask_packCard"), SHIPPER, new PackParcel(card.value(), true));
            dispatches.post(
                    task(application.value(), "userTask_postParcels"),
                    SHIPPER,
                    new PostParcels(today(), Optional.of(trackingNumber(3)), Optional.empty(), false));
        }

        List<String> parcelItems() {
            return dispatches
                    .cardParcel(task(application.value(), "userTask_packCard"), SHIPPER)
                    .items();
        }
    }
}
