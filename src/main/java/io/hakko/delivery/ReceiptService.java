package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL;
import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL_LATE_RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL_RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.DECISION_PROPOSE;
import static io.hakko.delivery.CardDeliveryProcess.DELIVERY_OUTCOME;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_decideLateReceipt;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_recordReceipt;
import static io.hakko.delivery.CardDeliveryProcess.LATE_RECEIPT_DECISION;
import static io.hakko.delivery.CardDeliveryProcess.OUTCOME_IN_USE;

import io.hakko.application.Applications;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Dispatch.Outcome;
import io.hakko.delivery.domain.Receipt;
import io.hakko.delivery.domain.Receipt.LateDecision;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Receipts} by rows in the schema {@code delivery}. */
@Service
@Transactional
class ReceiptService implements Receipts {

    private final DeliveryStore store;
    private final WaitingCards cards;
    private final ReceiptDeadlines deadlines;
    private final Applications applications;
    private final ReceiptStages stages;
    private final ReceiptViews views;
    private final RevocationDesk revocations;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReceiptService(
            DeliveryStore store,
            WaitingCards cards,
            ReceiptDeadlines deadlines,
            Applications applications,
            ReceiptStages stages,
            ReceiptViews views,
            RevocationDesk revocations,
            Tasks tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.cards = cards;
        this.deadlines = deadlines;
        this.applications = applications;
        this.stages = stages;
        this.views = views;
        this.revocations = revocations;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public ReceiptView awaited(TaskId task, Actor actor) {
        return views.of(cards.find(
                tasks.read(task, userTask_recordReceipt.name(), actor).businessKey()));
    }

    @Override
    @Transactional(readOnly = true)
    public ReceiptView late(TaskId task, Actor actor) {
        return views.late(cards.find(
                tasks.read(task, userTask_decideLateReceipt.name(), actor).businessKey()));
    }

    @Override
    public void record(TaskId task, Actor actor, RecordReceipt receipt) {
        tasks.complete(
                task,
                userTask_recordReceipt.name(),
                actor,
                open -> record(cards.lockFree(open.businessKey()), actor, receipt));
    }

    private ProcessVariables record(Dispatch dispatch, Actor actor, RecordReceipt command) {
        check(dispatch, command);
        Receipt receipt = new Receipt(
                dispatch.cardNumber(),
                command.arrivedOn(),
                deadlines.current(dispatch).rolledLastDay(),
                Receipt.Channel.PAPER,
                actor,
                clock.instant(),
                Optional.empty());
        if (!store.add(receipt)) {
            throw new Refusal(DeliveryRefusal.RECEIPT_EXISTS);
        }
        if (receipt.late()) {
            // what now happens instead of the timer's consequence is the manager's decision
            deadlines.expire(dispatch);
            deadlines.met(dispatch);
            audit.record(AuditEntry.of(
                            "receipt.arrivedLate", dispatch.applicationNumber().value())
                    .with("cardNumber", dispatch.cardNumber())
                    .with("arrivedOn", receipt.arrivedOn())
                    .with("lastDay", receipt.lastDay())
                    .build());
            return ProcessVariables.with(ARRIVAL, ARRIVAL_LATE_RECEIPT);
        }
        deadlines.met(dispatch);
        confirm(dispatch, receipt, "");
        return ProcessVariables.with(ARRIVAL, ARRIVAL_RECEIPT).and(DELIVERY_OUTCOME, OUTCOME_IN_USE);
    }

    private void check(Dispatch dispatch, RecordReceipt command) {
        List<Violation> wrong = new ArrayList<>();
        if (command.arrivedOn().isAfter(LocalDate.ofInstant(clock.instant(), Zones.TOKYO))) {
            wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_IN_FUTURE));
        } else if (command.arrivedOn().isBefore(dispatch.firstPostedOn())) {
            wrong.add(Violation.at("/arrivedOn", DeliveryRefusal.ARRIVED_BEFORE_POSTING, dispatch.firstPostedOn()));
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
                        .change("", Outcome.IN_USE)
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
        String reason = InputCheck.reason(command.reason());
        tasks.complete(task, userTask_decideLateReceipt.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
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
            return ProcessVariables.with(LATE_RECEIPT_DECISION, refuse(dispatch, reason, actor));
        });
    }

    /** Where the timer would have revoked, it does; where a person decides, a second one has to agree (D-16). */
    private String refuse(Dispatch dispatch, String reason, Actor manager) {
        if (!stages.endWithDecision(dispatch.profile())) {
            return Decision.REVOKE.word();
        }
        revocations.askForNonReceipt(dispatch, reason, manager);
        return DECISION_PROPOSE;
    }

    private Receipt receipt(Dispatch dispatch) {
        return store.receipt(dispatch.cardNumber())
                .orElseThrow(() -> new IllegalStateException("no receipt to decide about"));
    }
}
