package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.CONSEQUENCE_DECIDE;
import static io.hakko.delivery.CardDeliveryProcess.CONSEQUENCE_LATER;
import static io.hakko.delivery.CardDeliveryProcess.CONSEQUENCE_REVOKE;
import static io.hakko.delivery.CardDeliveryProcess.CONSEQUENCE_WAIT;
import static io.hakko.delivery.CardDeliveryProcess.MAIL_IN_HOUSE;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_CONSEQUENCE;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static io.hakko.delivery.CardDeliveryProcess.REMINDER_AHEAD;

import io.hakko.application.ArrivalClosings;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.ReceiptStages.Basis;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.DoubtStore;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.StandStill;
import io.hakko.shared.Actor;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.ProcessVariables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The two deadlines of a card that is waited for: the reminder and the end of the waiting (D-01, D-04). What it returns are
 * the variables that the timers of the model need.
 */
@Component
class ReceiptDeadlines {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptDeadlines.class);

    private final DeliveryStore store;
    private final DoubtStore doubts;
    private final ReceiptStages stages;
    private final ArrivalClosings closings;
    private final CaseDeadlines deadlines;
    private final AuditTrail audit;
    private final Clock clock;

    ReceiptDeadlines(
            DeliveryStore store,
            DoubtStore doubts,
            ReceiptStages stages,
            ArrivalClosings closings,
            CaseDeadlines deadlines,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.doubts = doubts;
        this.stages = stages;
        this.closings = closings;
        this.deadlines = deadlines;
        this.audit = audit;
        this.clock = clock;
    }

    /** The card was posted on this day for the first time. */
    ProcessVariables arm(Dispatch dispatch, LocalDate postedOn) {
        return arm(dispatch, stages.of(new Basis(dispatch.profile(), dispatch.issuedOn(), postedOn, StandStill.NONE)));
    }

    /** The card was sent again, and the service counts from the dispatch. */
    ProcessVariables countAnew(Dispatch dispatch) {
        store.newRound(dispatch.cardNumber(), true);
        return arm(dispatch, stages.of(basis(dispatch)));
    }

    private ProcessVariables arm(Dispatch dispatch, ReceiptStages.Terms terms) {
        ProcessVariables variables = deadlines
                .arm(key(dispatch), RECEIPT, terms.receipt())
                .and(situation(dispatch, terms.reminder().isPresent()));
        return terms.reminder()
                .map(due -> variables.and(deadlines.arm(key(dispatch), RECEIPT_REMINDER, due)))
                .orElse(variables);
    }

    /** A manager grants time until this day. */
    ProcessVariables grant(Dispatch dispatch, Deadline until) {
        store.newRound(dispatch.cardNumber(), false);
        return deadlines.arm(key(dispatch), RECEIPT, until);
    }

    /** The stages stand still because of a doubt (D-01). */
    void suspend(Dispatch dispatch, Actor actor) {
        for (DeadlineKind kind : List.of(RECEIPT_REMINDER, RECEIPT)) {
            deadlines.suspend(key(dispatch), kind, "証明書の内容に疑義の申出があった", actor);
        }
    }

    /** The doubt is answered: what stood still runs again, later by the days of the standstill. */
    ProcessVariables resume(Dispatch dispatch) {
        List<ContentDoubt> all = doubts.of(dispatch.cardNumber());
        long days = all.get(all.size() - 1).daysStoodStill();
        Deadline receipt = stages.receiptEnding(
                dispatch.profile(), known(dispatch).lastDay().plusDays(days));
        Optional<Deadline> reminder = reminderAfter(dispatch, days);
        store.newRound(dispatch.cardNumber(), false);
        ProcessVariables variables = resume(dispatch, RECEIPT, receipt).and(situation(dispatch, reminder.isPresent()));
        return reminder.map(due -> variables.and(resume(dispatch, RECEIPT_REMINDER, due)))
                .orElse(variables);
    }

    /** When the waiting will end if the reply arrives today; a later arrival makes it later. */
    Deadline ifAnsweredToday(Dispatch dispatch, ContentDoubt doubt) {
        return stages.receiptEnding(
                dispatch.profile(),
                known(dispatch).lastDay().plusDays(doubt.answered(today()).daysStoodStill()));
    }

    /** The reminder that is still to be posted; what was written before says a day that no longer holds. */
    private Optional<Deadline> reminderAfter(Dispatch dispatch, long days) {
        if (dispatch.remindedOn().isPresent()) {
            return Optional.empty();
        }
        return deadlines
                .inForce(key(dispatch), RECEIPT_REMINDER)
                .map(stood -> stages.reminderEnding(
                        dispatch.profile(), stood.lastDay().plusDays(days)))
                .or(() -> stages.of(basis(dispatch)).reminder());
    }

    private ProcessVariables resume(Dispatch dispatch, DeadlineKind kind, Deadline deadline) {
        return deadlines.suspendedSince(key(dispatch), kind).isPresent()
                ? deadlines.resume(
                        key(dispatch),
                        kind,
                        deadline,
                        "疑義への回答書を発送した",
                        AuditScope.current().actor())
                : deadlines.arm(key(dispatch), kind, deadline);
    }

    private ProcessVariables situation(Dispatch dispatch, boolean reminderAhead) {
        boolean inHouse = store.parcels(dispatch.cardNumber()).stream().anyMatch(Parcel::isReturned);
        return ProcessVariables.with(REMINDER_AHEAD, reminderAhead).and(MAIL_IN_HOUSE, inHouse);
    }

    /**
     * What the passing of the deadline leads to (D-04): it waits for the closing of arrivals, or turns out to lie later
     * because the reminder was posted late (AMB-03), or the timer revokes, or a person decides.
     */
    ProcessVariables check(Dispatch dispatch) {
        if (dispatch.outcome().isPresent()) {
            // what arrived was first and took the token of this step away: the engine rolls the step back
            return ProcessVariables.with(RECEIPT_CONSEQUENCE, CONSEQUENCE_WAIT);
        }
        Deadline current = current(dispatch);
        if (current.executeAt().isAfter(clock.instant())) {
            return deadlines
                    .arm(key(dispatch), RECEIPT, current)
                    .and(ProcessVariables.with(RECEIPT_CONSEQUENCE, CONSEQUENCE_LATER));
        }
        boolean released = deadlines.inForce(key(dispatch), RECEIPT).isEmpty();
        if (!released && !closings.closedThrough(current.rolledLastDay())) {
            deadlines.awaitClosing(key(dispatch), RECEIPT);
            LOG.warn(
                    "Receipt of {} is overdue, but the arrivals of {} are not closed",
                    dispatch.applicationNumber(),
                    current.rolledLastDay());
            return ProcessVariables.with(RECEIPT_CONSEQUENCE, CONSEQUENCE_WAIT);
        }
        if (!stages.endWithDecision(dispatch.profile())) {
            return ProcessVariables.with(RECEIPT_CONSEQUENCE, CONSEQUENCE_REVOKE);
        }
        expire(dispatch);
        audit.record(AuditEntry.of("receipt.decisionDue", key(dispatch))
                .with("cardNumber", dispatch.cardNumber())
                .with("lastDay", current.rolledLastDay())
                .build());
        return ProcessVariables.with(RECEIPT_CONSEQUENCE, CONSEQUENCE_DECIDE);
    }

    /**
     * When the waiting ends, by what is known now. Where it counts from the reminder and that is not posted, it is as if
     * it were posted today.
     */
    Deadline current(Dispatch dispatch) {
        Deadline known = known(dispatch);
        if (!stages.countFromReminder(dispatch.profile())) {
            return known;
        }
        Deadline counted = stages.receipt(basis(dispatch), dispatch.remindedOn().orElseGet(this::today));
        return counted.executeAt().isAfter(known.executeAt()) ? counted : known;
    }

    private Deadline known(Dispatch dispatch) {
        return deadlines
                .inForce(key(dispatch), RECEIPT)
                .or(() -> dispatch.expiredOn().map(day -> stages.receiptEnding(dispatch.profile(), day)))
                .orElseThrow(() -> new IllegalStateException("no receipt deadline"));
    }

    /** The reminder was posted: what counts from it is known now. The timer is moved, unless it has fired. */
    void reminded(Dispatch dispatch, Actor actor) {
        Optional<Deadline> armed = deadlines.inForce(key(dispatch), RECEIPT);
        if (armed.isEmpty() || !armed.get().executeAt().isAfter(clock.instant())) {
            return;
        }
        Deadline current = current(dispatch);
        if (!current.equals(armed.get())) {
            deadlines.redate(key(dispatch), RECEIPT, current, "督促状の発送登録", actor);
        }
    }

    /** What was waited for has come, or the case has ended. */
    void met(Dispatch dispatch) {
        deadlines.met(key(dispatch), RECEIPT_REMINDER);
        deadlines.met(key(dispatch), RECEIPT);
    }

    /** The last day has passed; what now happens is no longer the timer's. */
    void expire(Dispatch dispatch) {
        store.expired(dispatch.cardNumber(), current(dispatch).rolledLastDay());
        deadlines.executed(key(dispatch), RECEIPT);
    }

    private Basis basis(Dispatch dispatch) {
        return new Basis(
                dispatch.profile(),
                dispatch.issuedOn(),
                dispatch.dispatchedOn(),
                StandStill.of(doubts.of(dispatch.cardNumber())));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static String key(Dispatch dispatch) {
        return dispatch.applicationNumber().value();
    }
}
