package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.DELIVERY_OUTCOME;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_decideLateReceipt;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_recordReceipt;
import static io.hakko.delivery.CardDeliveryProcess.LATE_RECEIPT_DECISION;
import static io.hakko.delivery.CardDeliveryProcess.OUTCOME_IN_USE;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_LATE;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;

import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.ArrivalsClosed;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Dispatch.Outcome;
import io.hakko.delivery.domain.Receipt;
import io.hakko.delivery.domain.Receipt.LateDecision;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.Instant;
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

/** {@link Receipts} by rows in the schema {@code delivery}. */
@Service
@Transactional
class ReceiptService implements Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptService.class);

    private final DeliveryStore store;
    private final Applications applications;
    private final ArrivalClosings closings;
    private final ReceiptStages stages;
    private final ReceiptReminders reminders;
    private final Tasks tasks;
    private final CaseDeadlines deadlines;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReceiptService(
            DeliveryStore store,
            Applications applications,
            ArrivalClosings closings,
            ReceiptStages stages,
            ReceiptReminders reminders,
            Tasks tasks,
            CaseDeadlines deadlines,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.applications = applications;
        this.closings = closings;
        this.stages = stages;
        this.reminders = reminders;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public ReceiptView awaited(TaskId task, Actor actor) {
        Dispatch dispatch =
                find(tasks.read(task, userTask_recordReceipt.name(), actor).businessKey());
        return view(dispatch, inForce(dispatch).rolledLastDay(), Optional.empty());
    }

    @Override
    @Transactional(readOnly = true)
    public ReceiptView late(TaskId task, Actor actor) {
        Dispatch dispatch =
                find(tasks.read(task, userTask_decideLateReceipt.name(), actor).businessKey());
        Receipt receipt = receipt(dispatch);
        return view(dispatch, receipt.lastDay(), Optional.of(receipt.arrivedOn()));
    }

    private ReceiptView view(Dispatch dispatch, LocalDate lastDay, Optional<LocalDate> arrivedOn) {
        return new ReceiptView(
                dispatch.applicationNumber(),
                dispatch.cardNumber(),
                applications.deliveryOf(dispatch.applicationNumber()).holder().name(),
                dispatch.issuedOn(),
                postedOn(dispatch),
                lastDay,
                dispatch.remindedOn(),
                arrivedOn);
    }

    @Override
    public void record(TaskId task, Actor actor, RecordReceipt receipt) {
        tasks.complete(
                task, userTask_recordReceipt.name(), actor, open -> record(lock(open.businessKey()), actor, receipt));
    }

    private ProcessVariables record(Dispatch dispatch, Actor actor, RecordReceipt command) {
        check(dispatch, command);
        Receipt receipt = new Receipt(
                dispatch.cardNumber(),
                command.arrivedOn(),
                inForce(dispatch).rolledLastDay(),
                Receipt.Channel.PAPER,
                actor,
                clock.instant(),
                Optional.empty());
        if (!store.add(receipt)) {
            throw new Refusal(DeliveryRefusal.RECEIPT_EXISTS);
        }
        String key = dispatch.applicationNumber().value();
        deadlines.met(key, RECEIPT_REMINDER);
        if (receipt.late()) {
            // what now happens instead of the timer's consequence is the manager's decision
            deadlines.executed(key, RECEIPT);
            audit.record(AuditEntry.of("receipt.arrivedLate", key)
                    .with("cardNumber", dispatch.cardNumber())
                    .with("arrivedOn", receipt.arrivedOn())
                    .with("lastDay", receipt.lastDay())
                    .build());
            return ProcessVariables.with(RECEIPT_LATE, true);
        }
        deadlines.met(key, RECEIPT);
        confirm(dispatch, receipt, "");
        return ProcessVariables.with(RECEIPT_LATE, false).and(DELIVERY_OUTCOME, OUTCOME_IN_USE);
    }

    private void check(Dispatch dispatch, RecordReceipt command) {
        List<Violation> wrong = new ArrayList<>();
        if (command.arrivedOn().isAfter(LocalDate.ofInstant(clock.instant(), Zones.TOKYO))) {
            wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_IN_FUTURE));
        } else if (command.arrivedOn().isBefore(postedOn(dispatch))) {
            wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_BEFORE_POSTING, postedOn(dispatch)));
        }
        if (!command.sealMatches()) {
            wrong.add(Violation.at("/sealMatches", DeliveryRefusal.SEAL_DIFFERS));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }

    /** The receipt counts: the card is in use. */
    private void confirm(Dispatch dispatch, Receipt receipt, String reason) {
        Instant now = clock.instant();
        store.ended(dispatch.cardNumber(), Outcome.IN_USE, now);
        applications.markInUse(dispatch.applicationNumber());
        audit.record(
                AuditEntry.of("receipt.confirmed", dispatch.applicationNumber().value())
                        .reason(reason)
                        .with("cardNumber", dispatch.cardNumber())
                        .with("arrivedOn", receipt.arrivedOn())
                        .with("channel", receipt.channel().label())
                        .with("late", receipt.late())
                        .build());
        events.publishEvent(new ReceiptConfirmed(
                dispatch.applicationNumber(),
                dispatch.serial(),
                dispatch.cardNumber(),
                receipt.arrivedOn(),
                receipt.late(),
                now));
    }

    @Override
    public void decideLate(TaskId task, Actor actor, DecideLateReceipt command) {
        String reason = command.reason().strip();
        if (reason.isEmpty()) {
            throw Refusal.at("/reason", DeliveryRefusal.REASON_MISSING);
        }
        tasks.complete(task, userTask_decideLateReceipt.name(), actor, open -> {
            Dispatch dispatch = lock(open.businessKey());
            boolean accepted = command.decision() == Decision.ACCEPT;
            store.decided(dispatch.cardNumber(), new LateDecision(accepted, reason, actor, clock.instant()));
            if (accepted) {
                confirm(dispatch, receipt(dispatch), reason);
                return ProcessVariables.with(LATE_RECEIPT_DECISION, Decision.ACCEPT.word())
                        .and(DELIVERY_OUTCOME, OUTCOME_IN_USE);
            }
            audit.record(AuditEntry.of("receipt.refused", open.businessKey())
                    .reason(reason)
                    .with("cardNumber", dispatch.cardNumber())
                    .build());
            return ProcessVariables.with(LATE_RECEIPT_DECISION, Decision.REVOKE.word());
        });
    }

    @Override
    public String writeReminder(ApplicationNumber application) {
        Dispatch dispatch = lock(application.value());
        String letter = reminders.write(dispatch, inForce(dispatch)).toString();
        store.reminderWritten(dispatch.cardNumber(), letter);
        deadlines.executed(application.value(), RECEIPT_REMINDER);
        return letter;
    }

    @Override
    public boolean arrivalsClosed(ApplicationNumber application) {
        Dispatch dispatch = lock(application.value());
        LocalDate lastDay = inForce(dispatch).rolledLastDay();
        if (closings.closedThrough(lastDay)) {
            return true;
        }
        deadlines.awaitClosing(application.value(), RECEIPT);
        LOG.warn("Receipt of {} is overdue, but the arrivals of {} are not closed", application, lastDay);
        return false;
    }

    @Override
    public void declareOverdue(ApplicationNumber application) {
        Dispatch dispatch = lock(application.value());
        Instant now = clock.instant();
        deadlines.met(application.value(), RECEIPT_REMINDER);
        deadlines.executed(application.value(), RECEIPT);
        store.ended(dispatch.cardNumber(), Outcome.OVERDUE, now);
        audit.record(AuditEntry.of("receipt.overdue", application.value())
                .with("cardNumber", dispatch.cardNumber())
                .with("serial", dispatch.serial())
                .build());
        events.publishEvent(new ReceiptOverdue(
                application,
                dispatch.serial(),
                dispatch.cardNumber(),
                dispatch.profile(),
                stages.endWithDecision(dispatch.profile()),
                now));
    }

    @Override
    public void recordRevoked(ApplicationNumber application) {
        deadlines.met(application.value(), RECEIPT_REMINDER);
        deadlines.met(application.value(), RECEIPT);
        Optional<Dispatch> dispatch = store.lock(application);
        dispatch.ifPresent(prepared -> store.ended(prepared.cardNumber(), Outcome.REVOKED, clock.instant()));
        applications.markRevoked(application);
        boolean posted = dispatch.flatMap(Dispatch::postedOn).isPresent();
        audit.record(AuditEntry.of("delivery.revoked", application.value())
                .with("cardNumber", dispatch.map(Dispatch::cardNumber).orElse(null))
                .with("posted", posted)
                .build());
        if (!posted) {
            LOG.warn("The certificate of {} is revoked while its card is in the house: destroy the card", application);
        }
    }

    /** The case that waited for the closing goes on; its deadline no longer waits, even if the next step is delayed. */
    @EventListener
    void on(ArrivalsClosed closed) {
        deadlines.executed(closed.businessKey(), RECEIPT);
    }

    private Dispatch lock(String application) {
        return store.lock(ApplicationNumber.of(application))
                .orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
    }

    private Dispatch find(String application) {
        return store.find(ApplicationNumber.of(application))
                .orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
    }

    private Deadline inForce(Dispatch dispatch) {
        return deadlines
                .inForce(dispatch.applicationNumber().value(), RECEIPT)
                .orElseThrow(() -> new IllegalStateException("no receipt deadline in force"));
    }

    private Receipt receipt(Dispatch dispatch) {
        return store.receipt(dispatch.cardNumber())
                .orElseThrow(() -> new IllegalStateException("no receipt to decide about"));
    }

    private static LocalDate postedOn(Dispatch dispatch) {
        return dispatch.postedOn().orElseThrow(() -> new IllegalStateException("card is not posted"));
    }
}
