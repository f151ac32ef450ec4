package io.hakko.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turns the differences of a day into alarms, and closes those whose difference is gone. */
@Service
@Transactional
class DeadlineAlarms {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineAlarms.class);

    private final JdbcClient jdbc;
    private final Alarms alarms;
    private final Clock clock;

    DeadlineAlarms(JdbcClient jdbc, Alarms alarms, Clock clock) {
        this.jdbc = jdbc;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean checkedOn(LocalDate day) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM workflow.deadline_check WHERE day = :day)")
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /** Reports what was found on a day; only the first report of a day counts. */
    public void report(LocalDate day, List<DeadlineDifference> differences) {
        boolean first = jdbc.sql("""
                                INSERT INTO workflow.deadline_check (day, checked_at, differences)
                                VALUES (:day, :now, :found) ON CONFLICT (day) DO NOTHING
                                """)
                        .param("day", day)
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("found", differences.size())
                        .update()
                == 1;
        if (!first) {
            return;
        }
        LOG.info("Deadlines and timers compared: {} differences", differences.size());
        Set<List<String>> standing = new HashSet<>();
        for (DeadlineDifference difference : differences) {
            standing.add(List.of(difference.businessKey(), difference.subject()));
            alarms.raise(AlarmKind.DEADLINE_DIFFERS, difference.businessKey(), difference.subject(), difference.text());
        }
        alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.DEADLINE_DIFFERS)
                .filter(alarm -> !standing.contains(List.of(alarm.businessKey(), alarm.subject())))
                .forEach(alarm -> alarms.clear(alarm.kind(), alarm.businessKey(), alarm.subject()));
    }
}
