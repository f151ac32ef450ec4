package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL;
import static io.hakko.delivery.CardDeliveryProcess.ARRIVAL_DOUBT;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_recordReceipt;
import static io.hakko.delivery.ContentDoubtProcess.DOUBT_FINDING;
import static io.hakko.delivery.ContentDoubtProcess.Element.userTask_decideMisissue;
import static io.hakko.delivery.ContentDoubtProcess.Element.userTask_investigateDoubt;
import static io.hakko.delivery.ContentDoubtProcess.MISISSUE_DECISION;

import io.hakko.application.Applications;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideMisissue.Decision;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.delivery.domain.ContentDoubt.Verdict;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.DoubtStore;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link ContentDoubts} by rows in the schema {@code delivery}. */
@Service
@Transactional
class DoubtService implements ContentDoubts {

    private final DoubtStore doubts;
    private final WaitingCards cards;
    private final ReceiptDeadlines deadlines;
    private final ReceiptStages stages;
    private final DoubtReplies replies;
    private final RevocationDesk revocations;
    private final Applications applications;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    DoubtService(
            DoubtStore doubts,
            WaitingCards cards,
            ReceiptDeadlines deadlines,
            ReceiptStages stages,
            DoubtReplies replies,
            RevocationDesk revocations,
            Applications applications,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.doubts = doubts;
        this.cards = cards;
        this.deadlines = deadlines;
        this.stages = stages;
        this.replies = replies;
        this.revocations = revocations;
        this.applications = applications;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void report(TaskId task, Actor actor, ReportDoubt command) {
        tasks.complete(
                task,
                userTask_recordReceipt.name(),
                actor,
                open -> report(cards.lockFree(open.businessKey()), actor, command));
    }

    private ProcessVariables report(Dispatch dispatch, Actor actor, ReportDoubt command) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        InputCheck input = new InputCheck();
        String text = input.text("/text", command.text(), DeliveryRefusal.TEXT_MISSING);
        input.refuse(command.reportedOn().isAfter(today), "/arrivedOn", DeliveryRefusal.ARRIVED_IN_FUTURE);
        input.refuse(
                command.reportedOn().isBefore(dispatch.firstPostedOn()),
                "/arrivedOn",
                DeliveryRefusal.ARRIVED_BEFORE_POSTING,
                dispatch.firstPostedOn());
        input.check();
        boolean late = stages.lastDayForDoubts(dispatch.profile(), dispatch.dispatchedOn())
                .filter(command.reportedOn()::isAfter)
                .isPresent();
        ContentDoubt doubt = new ContentDoubt(
                dispatch.cardNumber(),
                doubts.of(dispatch.cardNumber()).size() + 1,
                command.reportedOn(),
                command.channel(),
                late,
                text,
                actor,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        doubts.add(doubt);
        audit.record(
                AuditEntry.of("doubt.reported", dispatch.applicationNumber().value())
                        .with("cardNumber", dispatch.cardNumber())
                        .with("reportedOn", doubt.reportedOn())
                        .with("channel", doubt.channel())
                        .with("late", late)
                        .build());
        deadlines.suspend(dispatch, actor);
        return ProcessVariables.with(ARRIVAL, ARRIVAL_DOUBT);
    }

    @Override
    @Transactional(readOnly = true)
    public DoubtView toInvestigate(TaskId task, Actor actor) {
        return view(task, userTask_investigateDoubt, actor);
    }

    @Override
    @Transactional(readOnly = true)
    public DoubtView toDecide(TaskId task, Actor actor) {
        return view(task, userTask_decideMisissue, actor);
    }

    private DoubtView view(TaskId task, ContentDoubtProcess.Element element, Actor actor) {
        Dispatch dispatch = cards.find(tasks.read(task, element.name(), actor).businessKey());
        ContentDoubt doubt = last(dispatch);
        return new DoubtView(
                dispatch.applicationNumber(),
                dispatch.cardNumber(),
                dispatch.serial(),
                applications.deliveryOf(dispatch.applicationNumber()).holder().name(),
                doubt.reportedOn(),
                doubt.channel().label(),
                doubt.late(),
                doubt.text(),
                IssueNotices.recordedItems(applications.certificateContent(dispatch.applicationNumber())).stream()
                        .map(item -> new DoubtView.Item(item.label(), item.value()))
                        .toList(),
                doubt.verdict().map(Verdict::reason));
    }

    @Override
    public void investigate(TaskId task, Actor actor, JudgeDoubt command) {
        boolean cleared = command.finding() == Finding.CLEARED;
        InputCheck input = new InputCheck();
        String reason = input.text("/reason", command.reason(), DeliveryRefusal.REASON_MISSING);
        String reply = cleared ? input.text("/reply", command.reply(), DeliveryRefusal.REPLY_MISSING) : "";
        input.check();
        tasks.complete(task, userTask_investigateDoubt.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            doubts.judged(last(dispatch), new Verdict(command.finding(), reason, reply, actor, clock.instant()));
            audit.record(AuditEntry.of("doubt.investigated", open.businessKey())
                    .reason(reason)
                    .with("cardNumber", dispatch.cardNumber())
                    .with("finding", command.finding())
                    .build());
            return ProcessVariables.with(DOUBT_FINDING, command.finding().name().toLowerCase(Locale.ROOT));
        });
    }

    @Override
    public String writeReply(ApplicationNumber application) {
        Dispatch dispatch = cards.lock(application.value());
        return replies.write(dispatch, last(dispatch)).toString();
    }

    @Override
    public void decide(TaskId task, Actor actor, DecideMisissue command) {
        String reason = InputCheck.reason(command.reason());
        tasks.complete(task, userTask_decideMisissue.name(), actor, open -> {
            Dispatch dispatch = cards.lockOpen(open.businessKey());
            audit.record(AuditEntry.of("doubt.decided", open.businessKey())
                    .reason(reason)
                    .with("cardNumber", dispatch.cardNumber())
                    .with("decision", command.decision())
                    .build());
            if (command.decision() == Decision.PROPOSE) {
                revocations.askForMisIssue(dispatch, reason, actor);
            }
            return ProcessVariables.with(MISISSUE_DECISION, command.decision().word());
        });
    }

    private ContentDoubt last(Dispatch dispatch) {
        List<ContentDoubt> all = doubts.of(dispatch.cardNumber());
        return all.get(all.size() - 1);
    }
}
