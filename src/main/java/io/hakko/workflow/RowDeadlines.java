package io.hakko.workflow;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link CaseDeadlines} by rows in {@code workflow.deadline}. */
@Service
@Transactional
class RowDeadlines implements CaseDeadlines {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE);

    private static final String STANDS_STILL = "停止中（再開待ち）：";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AuditTrail audit;
    private final Engine engine;
    private final RuntimeService runtime;
    private final TaskService taskService;
    private final ManagementService management;
    private final Alarms alarms;

    RowDeadlines(
            JdbcClient jdbc,
            Clock clock,
            AuditTrail audit,
            Engine engine,
            RuntimeService runtime,
            TaskService taskService,
            ManagementService management,
            Alarms alarms) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.engine = engine;
        this.runtime = runtime;
        this.taskService = taskService;
        this.management = management;
        this.alarms = alarms;
    }

    /** How Cockpit shows a deadline: {@code 2026-12-24（木）まで、執行 2026-12-25 16:00}. */
    static String display(Deadline deadline) {
        return "%sまで、執行 %s"
                .formatted(
                        DAY.format(deadline.rolledLastDay()),
                        MINUTE.format(deadline.executeAt().atZone(Zones.TOKYO)));
    }

    @Override
    public ProcessVariables arm(String businessKey, DeadlineKind kind, Deadline deadline) {
        Optional<Instant> earlier = lastExecution(businessKey, kind);
        close(businessKey, kind, "REPLACED");
        insert(businessKey, kind, deadline);
        earlier.ifPresent(before -> engine.run(
                AuditScope.current().actor(),
                () -> findInstance(businessKey, kind)
                        .ifPresent(instance -> moveTasks(instance.getId(), before, deadline))));
        audit.record(AuditEntry.of("deadline.armed", businessKey)
                .change("", deadline.executeAt().atZone(Zones.TOKYO).toOffsetDateTime())
                .with("kind", kind.name())
                .with("lastDay", deadline.rolledLastDay())
                .build());
        return variables(kind, deadline);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Deadline> inForce(String businessKey, DeadlineKind kind) {
        return jdbc.sql("""
                        SELECT last_day, rolled_last_day, execute_at FROM workflow.deadline
                        WHERE business_key = :key AND kind = :kind AND state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING')
                        """)
                .param("key", businessKey)
                .param("kind", kind.name())
                .query((row, n) -> new Deadline(
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("rolled_last_day", LocalDate.class),
                        row.getObject("execute_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void met(String businessKey, DeadlineKind kind) {
        close(businessKey, kind, "MET");
    }

    @Override
    public void executed(String businessKey, DeadlineKind kind) {
        close(businessKey, kind, "EXECUTED");
    }

    @Override
    public void awaitClosing(String businessKey, DeadlineKind kind) {
        jdbc.sql("""
                        UPDATE workflow.deadline SET state = 'AWAITING_CLOSING'
                        WHERE business_key = :key AND kind = :kind AND state = 'ARMED'
                        """).param("key", businessKey).param("kind", kind.name()).update();
        inForce(businessKey, kind)
                .ifPresent(deadline -> alarms.raise(
                        AlarmKind.ARRIVALS_NOT_CLOSED,
                        businessKey,
                        "%sまでの到着締めが済んでいないため、「%s」の執行を待っています。"
                                .formatted(
                                        DAY.format(deadline.rolledLastDay()),
                                        kind.display().name())));
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> awaitingClosingThrough(LocalDate day) {
        return jdbc.sql("""
                        SELECT DISTINCT business_key FROM workflow.deadline
                        WHERE state = 'AWAITING_CLOSING' AND rolled_last_day <= :day ORDER BY business_key
                        """).param("day", day).query(String.class).list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> suspendedSince(String businessKey, DeadlineKind kind) {
        return jdbc.sql("""
                        SELECT suspended_at FROM workflow.deadline
                        WHERE business_key = :key AND kind = :kind AND state = 'SUSPENDED'
                        """)
                .param("key", businessKey)
                .param("kind", kind.name())
                .query((row, n) ->
                        row.getObject("suspended_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    @Override
    public void suspend(String businessKey, DeadlineKind kind, String reason, Actor actor) {
        int suspended = jdbc.sql("""
                        UPDATE workflow.deadline SET state = 'SUSPENDED', suspended_at = :now
                        WHERE business_key = :key AND kind = :kind AND state IN ('ARMED', 'AWAITING_CLOSING')
                        """)
                .param("now", now())
                .param("key", businessKey)
                .param("kind", kind.name())
                .update();
        if (suspended == 0) {
            return;
        }
        Deadline standing = inForce(businessKey, kind).orElseThrow();
        engine.run(actor, () -> {
            findTimer(businessKey, kind).ifPresent(job -> management.suspendJobById(job.getId()));
            findInstance(businessKey, kind)
                    .ifPresent(instance -> runtime.setVariables(
                            instance.getId(),
                            ProcessVariables.with(kind.display(), STANDS_STILL + display(standing))
                                    .toEngine()));
        });
        try (var scope = AuditScope.open(actor, kind.process(), kind.timer())) {
            audit.record(AuditEntry.of("deadline.suspended", businessKey)
                    .reason(reason)
                    .change(tokyo(standing.executeAt()), "")
                    .with("kind", kind.name())
                    .build());
        }
    }

    @Override
    public ProcessVariables resume(
            String businessKey, DeadlineKind kind, Deadline deadline, String reason, Actor actor) {
        if (suspendedSince(businessKey, kind).isEmpty()) {
            return ProcessVariables.none();
        }
        Deadline before = inForce(businessKey, kind).orElseThrow();
        close(businessKey, kind, "REPLACED");
        insert(businessKey, kind, deadline);
        // Two commands: the engine activates by a bulk update, which a change of the job in the same command would not
        // see.
        Optional<Job> timer = engine.call(actor, () -> findTimer(businessKey, kind));
        timer.ifPresent(job -> {
            engine.run(actor, () -> move(job, kind, before, deadline));
            engine.run(actor, () -> management.activateJobById(job.getId()));
        });
        try (var scope = AuditScope.open(actor, kind.process(), kind.timer())) {
            audit.record(AuditEntry.of("deadline.resumed", businessKey)
                    .reason(reason)
                    .change(tokyo(before.executeAt()), tokyo(deadline.executeAt()))
                    .with("kind", kind.name())
                    .with("lastDay", deadline.rolledLastDay())
                    .build());
        }
        return variables(kind, deadline);
    }

    @Override
    public void redate(String businessKey, DeadlineKind kind, Deadline deadline, String reason, Actor actor) {
        if (reason.isBlank()) {
            throw Refusal.at("/reason", WorkflowRefusal.REASON_NEEDED);
        }
        if (deadline.executeAt().isBefore(clock.instant())) {
            throw Refusal.at("/executeAt", WorkflowRefusal.DEADLINE_PAST);
        }
        Deadline before = inForce(businessKey, kind).orElseThrow(() -> new Refusal(WorkflowRefusal.NO_DEADLINE));
        Job job = timer(businessKey, kind, actor);
        Optional<Instant> standing = suspendedSince(businessKey, kind);
        close(businessKey, kind, "REPLACED");
        insert(businessKey, kind, deadline);
        engine.run(actor, () -> move(job, kind, before, deadline));
        standing.ifPresent(since -> keepStanding(job, businessKey, kind, deadline, since, actor));
        try (var scope = AuditScope.open(actor, kind.process(), kind.timer())) {
            audit.record(AuditEntry.of("deadline.redated", businessKey)
                    .reason(reason)
                    .change(tokyo(before.executeAt()), tokyo(deadline.executeAt()))
                    .with("kind", kind.name())
                    .with("lastDay", deadline.rolledLastDay())
                    .build());
        }
    }

    private void keepStanding(
            Job job, String businessKey, DeadlineKind kind, Deadline deadline, Instant since, Actor actor) {
        jdbc.sql("""
                        UPDATE workflow.deadline SET state = 'SUSPENDED', suspended_at = :since
                        WHERE business_key = :key AND kind = :kind AND state = 'ARMED'
                        """)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .param("key", businessKey)
                .param("kind", kind.name())
                .update();
        engine.run(
                actor,
                () -> runtime.setVariables(
                        job.getProcessInstanceId(),
                        ProcessVariables.with(kind.display(), STANDS_STILL + display(deadline))
                                .toEngine()));
    }

    /** The timer, its variables and the tasks that are due with it. */
    private void move(Job job, DeadlineKind kind, Deadline before, Deadline deadline) {
        management.setJobDuedate(job.getId(), Date.from(deadline.executeAt()));
        runtime.setVariables(
                job.getProcessInstanceId(), variables(kind, deadline).toEngine());
        moveTasks(job.getProcessInstanceId(), before.executeAt(), deadline);
    }

    private void moveTasks(String instance, Instant before, Deadline deadline) {
        taskService
                .createTaskQuery()
                .processInstanceId(instance)
                .dueDate(Date.from(before))
                .list()
                .forEach(task -> taskService.setDueDate(task.getId(), Date.from(deadline.executeAt())));
    }

    /** When the deadline of this kind that was armed last was to be executed. */
    private Optional<Instant> lastExecution(String businessKey, DeadlineKind kind) {
        return jdbc.sql("""
                        SELECT execute_at FROM workflow.deadline
                        WHERE business_key = :key AND kind = :kind ORDER BY id DESC LIMIT 1
                        """)
                .param("key", businessKey)
                .param("kind", kind.name())
                .query((row, n) ->
                        row.getObject("execute_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private Job timer(String businessKey, DeadlineKind kind, Actor actor) {
        return engine.call(actor, () -> findTimer(businessKey, kind))
                .orElseThrow(() -> new Refusal(WorkflowRefusal.NO_DEADLINE));
    }

    private Optional<Job> findTimer(String businessKey, DeadlineKind kind) {
        return findInstance(businessKey, kind)
                .map(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .activityId(kind.timer())
                        .timers()
                        .singleResult());
    }

    private Optional<ProcessInstance> findInstance(String businessKey, DeadlineKind kind) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                .processDefinitionKey(kind.process())
                .processInstanceBusinessKey(businessKey)
                .singleResult());
    }

    private static OffsetDateTime tokyo(Instant instant) {
        return instant.atZone(Zones.TOKYO).toOffsetDateTime();
    }

    private static ProcessVariables variables(DeadlineKind kind, Deadline deadline) {
        return ProcessVariables.with(kind.due(), deadline.executeAt()).and(kind.display(), display(deadline));
    }

    private void insert(String businessKey, DeadlineKind kind, Deadline deadline) {
        jdbc.sql("""
                        INSERT INTO workflow.deadline
                          (business_key, kind, process, timer, last_day, rolled_last_day, execute_at, state, armed_at)
                        VALUES (:key, :kind, :process, :timer, :lastDay, :rolled, :executeAt, 'ARMED', :now)
                        """)
                .param("key", businessKey)
                .param("kind", kind.name())
                .param("process", kind.process())
                .param("timer", kind.timer())
                .param("lastDay", deadline.lastDay())
                .param("rolled", deadline.rolledLastDay())
                .param("executeAt", OffsetDateTime.ofInstant(deadline.executeAt(), ZoneOffset.UTC))
                .param("now", now())
                .update();
    }

    private void close(String businessKey, DeadlineKind kind, String state) {
        jdbc.sql("""
                        UPDATE workflow.deadline SET state = :state, closed_at = :now
                        WHERE business_key = :key AND kind = :kind AND state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING')
                        """)
                .param("state", state)
                .param("now", now())
                .param("key", businessKey)
                .param("kind", kind.name())
                .update();
        alarms.clear(AlarmKind.ARRIVALS_NOT_CLOSED, businessKey);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
