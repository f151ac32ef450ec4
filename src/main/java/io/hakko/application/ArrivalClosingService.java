package io.hakko.application;

import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.application.domain.ClosingStore;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link ArrivalClosings} on tables and the engine. */
@Service
@Transactional
class ArrivalClosingService implements ArrivalClosings {

    private final ClosingStore store;
    private final OperatorCalendar calendar;
    private final CaseDeadlines deadlines;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ArrivalClosingService(
            ClosingStore store,
            OperatorCalendar calendar,
            CaseDeadlines deadlines,
            Workflow workflow,
            Tasks tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.calendar = calendar;
        this.deadlines = deadlines;
        this.workflow = workflow;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the closing of today once, if today is a business day. */
    void openToday() {
        LocalDate today = today();
        if (calendar.receptionWorksOn(today) && store.open(today, clock.instant())) {
            workflow.start(ArrivalClosingProcess.KEY, today.toString(), ProcessVariables.none());
        }
    }

    @Override
    public void close(TaskId task, Actor actor) {
        tasks.complete(task, ArrivalClosingProcess.Element.userTask_closeArrivals.name(), actor, open -> {
            LocalDate day = LocalDate.parse(open.businessKey());
            if (day.isAfter(today())) {
                throw new Refusal(ApplicationRefusal.DAY_NOT_BEGUN, day);
            }
            List<LocalDate> closed = store.closeThrough(day, clock.instant(), actor.id());
            List<String> waiting = deadlines.awaitingClosingThrough(day);
            audit.record(AuditEntry.of("arrivals.closed", day.toString())
                    .with("daysClosed", closed.size())
                    .with("casesReleased", waiting.size())
                    .build());
            closed.stream()
                    .filter(earlier -> earlier.isBefore(day))
                    .forEach(earlier -> workflow.correlate(
                            ArrivalClosingProcess.MESSAGE_LATER_DAY_CLOSED,
                            earlier.toString(),
                            ProcessVariables.none()));
            waiting.forEach(this::release);
            return ProcessVariables.none();
        });
    }

    @Override
    public boolean closedThrough(LocalDate day) {
        return store.closedThrough(day);
    }

    private void release(String businessKey) {
        events.publishEvent(new ArrivalsClosed(businessKey));
        workflow.correlate(ArrivalClosingProcess.MESSAGE_ARRIVALS_CLOSED, businessKey, ProcessVariables.none());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
