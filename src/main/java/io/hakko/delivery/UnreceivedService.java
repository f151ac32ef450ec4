package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_decideUnreceived;
import static io.hakko.delivery.CardDeliveryProcess.UNRECEIVED_DECISION;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Certificates;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideUnreceived.Decision;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.shared.Actor;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Unreceived} by rows in the schema {@code delivery}. */
@Service
@Transactional
class UnreceivedService implements Unreceived {

    private final WaitingCards cards;
    private final ReceiptDeadlines deadlines;
    private final ReceiptStages stages;
    private final ReceiptViews views;
    private final RevocationDesk revocations;
    private final Certificates certificates;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    UnreceivedService(
            WaitingCards cards,
            ReceiptDeadlines deadlines,
            ReceiptStages stages,
            ReceiptViews views,
            RevocationDesk revocations,
            Certificates certificates,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.cards = cards;
        this.deadlines = deadlines;
        this.stages = stages;
        this.views = views;
        this.revocations = revocations;
        this.certificates = certificates;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public ReceiptView of(TaskId task, Actor actor) {
        return views.of(cards.find(
                tasks.read(task, userTask_decideUnreceived.name(), actor).businessKey()));
    }

    @Override
    public void decide(TaskId task, Actor actor, DecideUnreceived command) {
        InputCheck input = new InputCheck();
        String reason = input.text("/reason", command.reason(), DeliveryRefusal.REASON_MISSING);
        boolean grace = command.decision() == Decision.GRACE;
        input.refuse(grace && command.until().isEmpty(), "/until", DeliveryRefusal.GRACE_MISSING);
        input.refuse(
                grace && command.until().filter(day -> !day.isAfter(today())).isPresent(),
                "/until",
                DeliveryRefusal.GRACE_PAST);
        input.check();
        tasks.complete(task, userTask_decideUnreceived.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            ProcessVariables answer = ProcessVariables.with(
                    UNRECEIVED_DECISION, command.decision().word());
            if (grace) {
                return answer.and(grant(dispatch, command.until().orElseThrow(), reason));
            }
            audit.record(AuditEntry.of("receipt.revocationAsked", open.businessKey())
                    .reason(reason)
                    .with("cardNumber", dispatch.cardNumber())
                    .build());
            revocations.askForNonReceipt(dispatch, reason, actor);
            return answer;
        });
    }

    private ProcessVariables grant(Dispatch dispatch, LocalDate until, String reason) {
        InputCheck input = new InputCheck();
        input.refuse(until.isAfter(lastDayOf(dispatch)), "/until", DeliveryRefusal.GRACE_AFTER_EXPIRY);
        input.check();
        Deadline before = deadlines.current(dispatch);
        Deadline granted = stages.receiptEnding(dispatch.profile(), until);
        audit.record(AuditEntry.of(
                        "receipt.graceGranted", dispatch.applicationNumber().value())
                .reason(reason)
                .change(before.rolledLastDay(), granted.rolledLastDay())
                .with("cardNumber", dispatch.cardNumber())
                .build());
        return deadlines.grant(dispatch, granted);
    }

    private LocalDate lastDayOf(Dispatch dispatch) {
        return LocalDate.ofInstant(
                certificates.ofSerial(dispatch.serial()).orElseThrow().notAfter(), Zones.TOKYO);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
