package io.hakko.workflow;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Alarms} by rows in {@code workflow.alarm} and one instance of {@code alarm} for each. */
@Service
@Transactional
class RowAlarms implements Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(RowAlarms.class);
    private static final String ACKNOWLEDGE = AlarmProcess.Element.userTask_acknowledgeAlarm.name();
    private static final String SELECT =
            "SELECT number, kind, business_key, subject, what, raised_at FROM workflow.alarm WHERE state = 'OPEN'";

    private final JdbcClient jdbc;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    RowAlarms(JdbcClient jdbc, Workflow workflow, Tasks tasks, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.workflow = workflow;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void raise(AlarmKind kind, String businessKey, String what) {
        raise(kind, businessKey, "", what);
    }

    @Override
    public void raise(AlarmKind kind, String businessKey, String subject, String what) {
        if (isOpen(kind, businessKey, subject)) {
            return;
        }
        String number = nextNumber();
        boolean raised = jdbc.sql("""
                                INSERT INTO workflow.alarm (number, kind, business_key, subject, what, raised_at, state)
                                VALUES (:number, :kind, :key, :subject, :what, :now, 'OPEN')
                                ON CONFLICT (kind, business_key, subject) WHERE state = 'OPEN' DO NOTHING
                                """)
                        .param("number", number)
                        .param("kind", kind.name())
                        .param("key", businessKey)
                        .param("subject", subject)
                        .param("what", what)
                        .param("now", now())
                        .update()
                == 1;
        if (!raised) {
            return;
        }
        audit.record(AuditEntry.of("alarm.raised", businessKey)
                .with("number", number)
                .with("kind", kind)
                .build());
        LOG.warn("Alarm {} {} about {}", number, kind, businessKey);
        workflow.start(
                AlarmProcess.KEY,
                number,
                ProcessVariables.with(AlarmProcess.WHAT, kind.label() + "：" + what)
                        .and(AlarmProcess.ABOUT, businessKey));
    }

    @Override
    public void clear(AlarmKind kind, String businessKey) {
        clear(kind, businessKey, "");
    }

    @Override
    public void clear(AlarmKind kind, String businessKey, String subject) {
        List<String> cleared = jdbc.sql("""
                        UPDATE workflow.alarm SET state = 'CLEARED', closed_at = :now
                        WHERE kind = :kind AND business_key = :key AND subject = :subject AND state = 'OPEN'
                        RETURNING number
                        """)
                .param("now", now())
                .param("kind", kind.name())
                .param("key", businessKey)
                .param("subject", subject)
                .query(String.class)
                .list();
        for (String number : cleared) {
            audit.record(AuditEntry.of("alarm.cleared", businessKey)
                    .with("number", number)
                    .with("kind", kind)
                    .build());
            workflow.correlate(AlarmProcess.MESSAGE_CLEARED, number, ProcessVariables.none());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AlarmView> open() {
        return jdbc.sql(SELECT + " ORDER BY raised_at, number")
                .query(RowAlarms::view)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public AlarmView of(TaskId task, Actor actor) {
        return find(tasks.read(task, ACKNOWLEDGE, actor).businessKey());
    }

    @Override
    public void acknowledge(TaskId task, Actor actor, String note) {
        String text = note.strip();
        if (text.isEmpty()) {
            throw Refusal.at("/note", WorkflowRefusal.NOTE_NEEDED);
        }
        if (MyNumbers.isIn(text)) {
            throw Refusal.at("/note", WorkflowRefusal.MY_NUMBER);
        }
        tasks.complete(task, ACKNOWLEDGE, actor, open -> {
            AlarmView alarm = find(open.businessKey());
            boolean acknowledged = jdbc.sql("""
                                    UPDATE workflow.alarm
                                    SET state = 'ACKNOWLEDGED', closed_at = :now, acknowledged_by = :actor, note = :note
                                    WHERE number = :number AND state = 'OPEN'
                                    """)
                            .param("now", now())
                            .param("actor", actor.id())
                            .param("note", text)
                            .param("number", alarm.number())
                            .update()
                    == 1;
            if (!acknowledged) {
                throw new Refusal(WorkflowRefusal.TASK_GONE);
            }
            audit.record(AuditEntry.of("alarm.acknowledged", alarm.businessKey())
                    .reason(text)
                    .with("number", alarm.number())
                    .with("kind", alarm.kind())
                    .build());
            return ProcessVariables.none();
        });
    }

    private AlarmView find(String number) {
        return jdbc.sql(SELECT + " AND number = :number")
                .param("number", number)
                .query(RowAlarms::view)
                .optional()
                .orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE));
    }

    private boolean isOpen(AlarmKind kind, String businessKey, String subject) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM workflow.alarm
                                       WHERE kind = :kind AND business_key = :key AND subject = :subject
                                       AND state = 'OPEN')
                        """)
                .param("kind", kind.name())
                .param("key", businessKey)
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    private String nextNumber() {
        int year = clock.instant().atZone(Zones.TOKYO).getYear();
        long next = jdbc.sql("""
                        INSERT INTO workflow.alarm_counter AS counter (year, last) VALUES (:year, 1)
                        ON CONFLICT (year) DO UPDATE SET last = counter.last + 1
                        RETURNING last
                        """).param("year", year).query(Long.class).single();
        return "AL-%04d-%06d".formatted(year, next);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static AlarmView view(ResultSet row, int n) throws SQLException {
        return new AlarmView(
                row.getString("number"),
                AlarmKind.valueOf(row.getString("kind")),
                row.getString("business_key"),
                row.getString("subject"),
                row.getString("what"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant());
    }
}
