package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.Element.userTask_decideUnpaid;
import static io.hakko.billing.PaymentCollectionProcess.Element.userTask_recordPayment;
import static io.hakko.billing.PaymentCollectionProcess.MESSAGE_CERTIFICATES_REVOKED;
import static io.hakko.billing.PaymentCollectionProcess.MESSAGE_REVOCATION_REFUSED;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_COMPLETE;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_REMINDER;
import static io.hakko.billing.PaymentCollectionProcess.UNPAID_DECISION;

import io.hakko.application.ArrivalClosings;
import io.hakko.application.ArrivalsClosed;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.billing.DecideUnpaid.Decision;
import io.hakko.billing.domain.Balance;
import io.hakko.billing.domain.BillingRefusal;
import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Charge;
import io.hakko.billing.domain.Charge.Revocation;
import io.hakko.billing.domain.Invoice;
import io.hakko.billing.domain.Invoice.State;
import io.hakko.billing.domain.Payment;
import io.hakko.billing.domain.UnpaidDecision;
import io.hakko.ca.CertificateRevoked;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Payments} by rows in the schema {@code billing}. */
@Service
@Transactional
class PaymentService implements Payments {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentService.class);
    private static final int LONGEST_TEXT = 500;

    private final BillingStore store;
    private final InvoiceViews views;
    private final InvoiceSending sending;
    private final PaymentStages stages;
    private final PaymentReminders reminders;
    private final ValidCertificates valid;
    private final ArrivalClosings closings;
    private final Workflow workflow;
    private final Tasks tasks;
    private final CaseDeadlines deadlines;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PaymentService(
            BillingStore store,
            InvoiceViews views,
            InvoiceSending sending,
            PaymentStages stages,
            PaymentReminders reminders,
            ValidCertificates valid,
            ArrivalClosings closings,
            Workflow workflow,
            Tasks tasks,
            CaseDeadlines deadlines,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.views = views;
        this.sending = sending;
        this.stages = stages;
        this.reminders = reminders;
        this.valid = valid;
        this.closings = closings;
        this.workflow = workflow;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public InvoiceView awaited(TaskId task, Actor actor) {
        return views.of(InvoiceNumber.of(
                tasks.read(task, userTask_recordPayment.name(), actor).businessKey()));
    }

    @Override
    public void record(TaskId task, Actor actor, RecordPayment command) {
        tasks.complete(
                task, userTask_recordPayment.name(), actor, open -> record(lock(open.businessKey()), actor, command));
    }

    private ProcessVariables record(Invoice invoice, Actor actor, RecordPayment command) {
        if (!invoice.state().takesPayment()) {
            throw new Refusal(BillingRefusal.PAYMENT_TOO_LATE, invoice.state().label());
        }
        Balance before = balance(invoice);
        Balance after = before.plus(command.amount());
        check(invoice, before, command);
        store.add(new Payment(
                invoice.number(),
                command.receivedOn(),
                command.amount(),
                command.note().strip(),
                actor,
                clock.instant()));
        audit.record(AuditEntry.of("payment.recorded", invoice.number().value())
                .change(before.outstanding().amount(), after.outstanding().amount())
                .with("amount", command.amount().amount())
                .with("receivedOn", command.receivedOn())
                .with("outstanding", after.outstanding().amount())
                .with("surplus", after.surplus().amount())
                .build());
        if (after.isSettled()) {
            settle(invoice, after);
        }
        return ProcessVariables.with(PAYMENT_COMPLETE, after.isSettled());
    }

    private void check(Invoice invoice, Balance before, RecordPayment command) {
        List<Violation> wrong = new ArrayList<>();
        if (command.receivedOn().isAfter(today())) {
            wrong.add(Violation.at("/receivedOn", BillingRefusal.RECEIVED_IN_FUTURE));
        } else if (command.receivedOn().isBefore(invoice.invoicedOn())) {
            wrong.add(Violation.at("/receivedOn", BillingRefusal.RECEIVED_BEFORE_INVOICE, invoice.invoicedOn()));
        }
        long tooMuch = command.amount().amount() - before.outstanding().amount();
        if (command.amount().amount() == 0) {
            wrong.add(Violation.at("/amount", BillingRefusal.AMOUNT_IMPOSSIBLE));
        } else if (tooMuch > 0 && !command.surplusConfirmed()) {
            wrong.add(Violation.at(
                    "/amount",
                    BillingRefusal.SURPLUS_NOT_CONFIRMED,
                    before.outstanding().amount(),
                    tooMuch));
        }
        if (command.note().strip().length() > LONGEST_TEXT) {
            wrong.add(Violation.at("/note", BillingRefusal.NOTE_TOO_LONG, LONGEST_TEXT));
        } else if (MyNumbers.isIn(command.note())) {
            wrong.add(Violation.at("/note", BillingRefusal.MY_NUMBER));
        }
        refuse(wrong);
    }

    /** Everything is paid: nothing waits any more, and what was sought because of the debt has lost its ground. */
    private void settle(Invoice invoice, Balance balance) {
        String key = invoice.number().value();
        store.update(invoice.become(State.SETTLED));
        deadlines.met(key, PAYMENT_REMINDER);
        deadlines.met(key, PAYMENT);
        audit.record(AuditEntry.of("payment.settled", key)
                .change(invoice.state(), State.SETTLED)
                .with("amount", balance.payable().amount())
                .with("paid", balance.paid().amount())
                .with("surplus", balance.surplus().amount())
                .build());
        events.publishEvent(new PaymentSettled(
                invoice.number(),
                store.charges(invoice.number()).stream().map(Charge::serial).toList(),
                clock.instant()));
    }

    @Override
    @Transactional(readOnly = true)
    public InvoiceView unpaid(TaskId task, Actor actor) {
        return views.of(InvoiceNumber.of(
                tasks.read(task, userTask_decideUnpaid.name(), actor).businessKey()));
    }

    @Override
    public void decideUnpaid(TaskId task, Actor actor, DecideUnpaid command) {
        tasks.complete(task, userTask_decideUnpaid.name(), actor, open -> {
            Invoice invoice = lock(open.businessKey());
            List<CertificateSerial> revocable = valid.of(store.charges(invoice.number()));
            check(command, revocable);
            store.add(new UnpaidDecision(
                    invoice.number(),
                    UnpaidDecision.Answer.valueOf(command.decision().name()),
                    command.decision() == Decision.GRACE ? command.graceUntil() : Optional.empty(),
                    command.reason().strip(),
                    actor,
                    clock.instant()));
            return ProcessVariables.with(UNPAID_DECISION, command.decision().word())
                    .and(carryOut(invoice, command, revocable));
        });
    }

    private void check(DecideUnpaid command, List<CertificateSerial> revocable) {
        List<Violation> wrong = new ArrayList<>();
        switch (command.decision()) {
            case REVOKE -> {
                if (revocable.isEmpty()) {
                    wrong.add(Violation.at("/decision", BillingRefusal.NOTHING_TO_REVOKE));
                }
            }
            case GRACE -> {
                if (command.graceUntil().isEmpty()) {
                    wrong.add(Violation.at("/graceUntil", BillingRefusal.GRACE_MISSING));
                } else if (!command.graceUntil().get().isAfter(today())) {
                    wrong.add(Violation.at("/graceUntil", BillingRefusal.GRACE_NOT_LATER, today()));
                }
            }
            case WRITE_OFF -> {}
        }
        String reason = command.reason().strip();
        if (reason.isEmpty()) {
            wrong.add(Violation.at("/reason", BillingRefusal.REASON_MISSING));
        } else if (reason.length() > LONGEST_TEXT) {
            wrong.add(Violation.at("/reason", BillingRefusal.REASON_TOO_LONG, LONGEST_TEXT));
        } else if (MyNumbers.isIn(reason)) {
            wrong.add(Violation.at("/reason", BillingRefusal.MY_NUMBER));
        }
        refuse(wrong);
    }

    private ProcessVariables carryOut(Invoice invoice, DecideUnpaid command, List<CertificateSerial> revocable) {
        String reason = command.reason().strip();
        return switch (command.decision()) {
            case REVOKE -> {
                seekRevocation(invoice, State.REVOCATION_PROPOSED, revocable, reason);
                yield ProcessVariables.none();
            }
            case GRACE -> grantGrace(invoice, command.graceUntil().orElseThrow(), reason);
            case WRITE_OFF -> {
                writeOff(invoice, reason);
                yield ProcessVariables.none();
            }
        };
    }

    private ProcessVariables grantGrace(Invoice invoice, LocalDate until, String reason) {
        Deadline deadline = stages.graceUntil(invoice, until);
        store.update(invoice.become(State.OPEN));
        audit.record(decided("payment.graceGranted", invoice, State.OPEN, reason)
                .with("lastDay", deadline.rolledLastDay())
                .build());
        return deadlines.arm(invoice.number().value(), PAYMENT, deadline);
    }

    private void writeOff(Invoice invoice, String reason) {
        store.update(invoice.become(State.WRITTEN_OFF));
        deadlines.met(invoice.number().value(), PAYMENT_REMINDER);
        audit.record(decided("invoice.writtenOff", invoice, State.WRITTEN_OFF, reason)
                .build());
    }

    private AuditEntry.Builder decided(String event, Invoice invoice, State after, String reason) {
        return AuditEntry.of(event, invoice.number().value())
                .reason(reason)
                .change(invoice.state(), after)
                .with("outstanding", balance(invoice).outstanding().amount());
    }

    @Override
    public String writeReminder(InvoiceNumber number) {
        String letter = reminders.write(lock(number.value())).toString();
        deadlines.executed(number.value(), PAYMENT_REMINDER);
        return letter;
    }

    @Override
    public boolean arrivalsClosed(InvoiceNumber number) {
        LocalDate lastDay = deadlines
                .inForce(number.value(), PAYMENT)
                .orElseThrow(() -> new IllegalStateException("no payment deadline in force"))
                .rolledLastDay();
        if (closings.closedThrough(lastDay)) {
            return true;
        }
        deadlines.awaitClosing(number.value(), PAYMENT);
        LOG.warn("Payment of {} is overdue, but the arrivals of {} are not closed", number, lastDay);
        return false;
    }

    /** The case that waited for the closing goes on; its deadline no longer waits, even if the next step is delayed. */
    @EventListener
    void on(ArrivalsClosed closed) {
        deadlines.executed(closed.businessKey(), PAYMENT);
    }

    @Override
    public boolean declareOverdue(InvoiceNumber number) {
        Invoice invoice = lock(number.value());
        deadlines.executed(number.value(), PAYMENT);
        List<CertificateSerial> revocable = valid.of(store.charges(number));
        boolean byTimer = stages.revokeByThemselves(invoice.profile()) && !revocable.isEmpty();
        audit.record(AuditEntry.of("payment.overdue", number.value())
                .change(invoice.state(), byTimer ? State.REVOKING : State.OVERDUE)
                .with("outstanding", balance(invoice).outstanding().amount())
                .with("revokedByTimer", byTimer)
                .build());
        if (byTimer) {
            seekRevocation(invoice, State.REVOKING, revocable, "");
        } else {
            store.update(invoice.become(State.OVERDUE));
        }
        return byTimer;
    }

    private void seekRevocation(Invoice invoice, State next, List<CertificateSerial> revocable, String reason) {
        store.update(invoice.become(next));
        revocable.forEach(serial -> store.mark(serial, Revocation.SOUGHT));
        if (next == State.REVOCATION_PROPOSED) {
            audit.record(decided("payment.revocationProposed", invoice, next, reason)
                    .with("certificates", revocable.size())
                    .build());
        }
        events.publishEvent(new PaymentOverdue(
                invoice.number(), revocable, invoice.profile(), next == State.REVOKING, reason, clock.instant()));
    }

    @Override
    public void hold(CertificateSerial serial) {
        store.charge(serial).flatMap(Charge::invoice).ifPresent(store::lock);
    }

    @Override
    public void revocationRefused(CertificateSerial serial) {
        store.charge(serial)
                .filter(charge -> charge.revocation().equals(Optional.of(Revocation.SOUGHT)))
                .flatMap(Charge::invoice)
                .map(number -> lock(number.value()))
                .ifPresent(invoice -> {
                    store.mark(serial, Revocation.REFUSED);
                    afterRevocation(invoice);
                });
    }

    /** By whomever and why ever. A spoiled card is none of ours: only the card that came after it is charged. */
    @EventListener
    void on(CertificateRevoked revoked) {
        if (revoked.technical()) {
            return;
        }
        store.charge(revoked.serial()).ifPresent(charge -> {
            Optional<Invoice> invoice = charge.invoice().flatMap(store::lock);
            store.mark(charge.serial(), Revocation.REVOKED);
            invoice.ifPresent(found -> {
                sending.cardStays(found, charge.application());
                afterRevocation(found);
            });
        });
    }

    /** Once nothing is sought any more, the waiting process learns how it ended. */
    private void afterRevocation(Invoice invoice) {
        if (!invoice.state().awaitsRevocation()) {
            return;
        }
        List<Charge> charges = store.charges(invoice.number());
        if (charges.stream().anyMatch(charge -> charge.revocation().equals(Optional.of(Revocation.SOUGHT)))) {
            return;
        }
        boolean refused =
                charges.stream().anyMatch(charge -> charge.revocation().equals(Optional.of(Revocation.REFUSED)));
        store.update(invoice.become(refused ? State.OVERDUE : State.REVOKED));
        if (!refused) {
            deadlines.met(invoice.number().value(), PAYMENT_REMINDER);
        }
        workflow.correlate(
                refused ? MESSAGE_REVOCATION_REFUSED : MESSAGE_CERTIFICATES_REVOKED,
                invoice.number().value(),
                ProcessVariables.none());
    }

    private Balance balance(Invoice invoice) {
        return Balance.of(invoice.payable(), store.payments(invoice.number()));
    }

    private Invoice lock(String number) {
        return store.lock(InvoiceNumber.of(number)).orElseThrow(() -> new Refusal(BillingRefusal.UNKNOWN_INVOICE));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }
}
