package io.hakko.workflow;

import io.hakko.shared.Actor;
import io.hakko.workflow.DeadlineDifference.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares deadlines in force with the timers of the engine, in both directions, so that nobody can silently lose a timer
 * by deleting an instance or a job (ARCHITECTURE section 5). Both are read from one snapshot: what is on its way while it
 * is read cannot look like a difference.
 */
@Service
public class DeadlineCheck {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Engine engine;
    private final ManagementService management;
    private final RuntimeService runtime;
    private final List<DeadlineKind> kinds;

    DeadlineCheck(
            JdbcClient jdbc,
            Engine engine,
            ManagementService management,
            RuntimeService runtime,
            List<DeadlineTerms> terms) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.management = management;
        this.runtime = runtime;
        this.kinds = terms.stream().map(DeadlineTerms::kind).toList();
    }

    /** Where in a process a timer stands. */
    private record Place(String process, String timer) {}

    private record Waiting(Place place, String businessKey) {}

    private record Row(Waiting waiting, String kind, Instant executeAt, DeadlineState state) {}

    private record Timer(Instant due, boolean suspended) {}

    /** Every difference, by case; empty when all is well. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<DeadlineDifference> differences() {
        return engine.call(Actor.PROCESS, this::compare);
    }

    private List<DeadlineDifference> compare() {
        List<Row> rows = rows();
        Map<Waiting, Timer> timers = timers(rows);
        List<DeadlineDifference> found = new ArrayList<>();
        for (Row row : rows) {
            Optional<Timer> timer = Optional.ofNullable(timers.remove(row.waiting()));
            faultOf(row, timer).ifPresent(fault -> found.add(difference(row, timer, fault)));
        }
        timers.forEach((waiting, timer) -> found.add(new DeadlineDifference(
                waiting.businessKey(),
                kindAt(waiting.place())
                        .map(DeadlineKind::name)
                        .orElse(waiting.place().timer()),
                labelAt(waiting.place()),
                Fault.NO_ROW,
                Optional.empty(),
                Optional.of(timer.due()))));
        found.sort(Comparator.comparing(DeadlineDifference::businessKey).thenComparing(DeadlineDifference::subject));
        return found;
    }

    private Optional<Fault> faultOf(Row row, Optional<Timer> timer) {
        if (timer.isEmpty()) {
            return waitsWithoutTimer(row) ? Optional.empty() : Optional.of(Fault.NO_TIMER);
        }
        boolean runs = row.state() == DeadlineState.ARMED;
        if (runs == timer.get().suspended()) {
            return Optional.of(runs ? Fault.TIMER_STANDS_STILL : Fault.TIMER_RUNS);
        }
        return timer.get().due().equals(row.executeAt()) ? Optional.empty() : Optional.of(Fault.DATES_DIFFER);
    }

    /**
     * A timer has fired when arrivals are waited for, and also when that was suspended then. A deadline that runs has none
     * only as long as the case is on its way to the next step.
     */
    private boolean waitsWithoutTimer(Row row) {
        List<ProcessInstance> instances = runtime.createProcessInstanceQuery()
                .processDefinitionKey(row.waiting().place().process())
                .processInstanceBusinessKey(row.waiting().businessKey())
                .list();
        return instances.stream().anyMatch(instance -> row.state() != DeadlineState.ARMED || isOnItsWay(instance));
    }

    private boolean isOnItsWay(ProcessInstance instance) {
        return management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .messages()
                        .active()
                        .withRetriesLeft()
                        .count()
                > 0;
    }

    private DeadlineDifference difference(Row row, Optional<Timer> timer, Fault fault) {
        return new DeadlineDifference(
                row.waiting().businessKey(),
                row.kind(),
                labelAt(row.waiting().place()),
                fault,
                Optional.of(row.executeAt()),
                timer.map(Timer::due));
    }

    private Optional<DeadlineKind> kindAt(Place place) {
        return kinds.stream().filter(kind -> place.equals(placeOf(kind))).findFirst();
    }

    private String labelAt(Place place) {
        return kindAt(place).map(kind -> kind.display().name()).orElse(place.timer());
    }

    private static Place placeOf(DeadlineKind kind) {
        return new Place(kind.process(), kind.timer());
    }

    private List<Row> rows() {
        return jdbc.sql("""
                        SELECT business_key, kind, process, timer, execute_at, state FROM workflow.deadline
                        WHERE state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING')
                        """).query(DeadlineCheck::row).list();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                new Waiting(new Place(row.getString("process"), row.getString("timer")), row.getString("business_key")),
                row.getString("kind"),
                row.getObject("execute_at", OffsetDateTime.class).toInstant(),
                DeadlineState.valueOf(row.getString("state")));
    }

    /** The timers of every kind that has an owner, and of every kind that has a row. */
    private Map<Waiting, Timer> timers(List<Row> rows) {
        Set<Place> places = Stream.concat(
                        kinds.stream().map(DeadlineCheck::placeOf),
                        rows.stream().map(row -> row.waiting().place()))
                .collect(Collectors.toSet());
        Map<Waiting, Timer> timers = new HashMap<>();
        places.forEach(place -> collect(place, timers));
        return timers;
    }

    private void collect(Place place, Map<Waiting, Timer> timers) {
        int from = 0;
        List<Job> batch;
        do {
            batch = management
                    .createJobQuery()
                    .processDefinitionKey(place.process())
                    .activityId(place.timer())
                    .timers()
                    .orderByJobId()
                    .asc()
                    .listPage(from, BATCH);
            Map<String, String> businessKeys = businessKeys(batch);
            for (Job job : batch) {
                timers.put(
                        new Waiting(place, businessKeys.getOrDefault(job.getProcessInstanceId(), "")),
                        new Timer(job.getDuedate().toInstant(), job.isSuspended()));
            }
            from += BATCH;
        } while (batch.size() == BATCH);
    }

    private Map<String, String> businessKeys(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return Map.of();
        }
        Map<String, String> keys = new HashMap<>();
        runtime.createProcessInstanceQuery()
                .processInstanceIds(jobs.stream().map(Job::getProcessInstanceId).collect(Collectors.toSet()))
                .list()
                .forEach(instance -> keys.put(
                        instance.getProcessInstanceId(),
                        Optional.ofNullable(instance.getBusinessKey()).orElse("")));
        return keys;
    }
}
