package io.hakko.workflow;

import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.calendar.Zones;
import io.hakko.policy.HouseCalendar;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link DeadlineBoard} over the rows of {@link RowDeadlines}. */
@Service
@Transactional
class RowDeadlineBoard implements DeadlineBoard {

    private static final String MANAGER = "manager";

    /** As the rules of profiles (366 days): what lies farther away is a slip of the keyboard. */
    private static final int FARTHEST_DAYS = 366;

    private static final String IN_FORCE = " state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING') ";
    private static final String SELECT =
            "SELECT id, business_key, kind, last_day, rolled_last_day, execute_at, state FROM workflow.deadline WHERE"
                    + IN_FORCE;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Engine engine;
    private final CaseDeadlines deadlines;
    private final Deadlines arithmetic;
    private final Profiles profiles;
    private final HouseCalendar calendars;
    private final Map<String, DeadlineTerms> terms;

    RowDeadlineBoard(
            JdbcClient jdbc,
            Clock clock,
            Engine engine,
            CaseDeadlines deadlines,
            Deadlines arithmetic,
            Profiles profiles,
            HouseCalendar calendars,
            List<DeadlineTerms> terms) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.engine = engine;
        this.deadlines = deadlines;
        this.arithmetic = arithmetic;
        this.profiles = profiles;
        this.calendars = calendars;
        this.terms = terms.stream().collect(Collectors.toMap(t -> t.kind().name(), t -> t));
    }

    /** A row, before its owner was asked. */
    private record Row(long id, String businessKey, String kind, Deadline deadline, DeadlineState state) {}

    @Override
    @Transactional(readOnly = true)
    public List<OpenDeadline> open(Selection selection, Optional<String> kind, int page) {
        return complete(jdbc.sql(SELECT
                        + switch (selection) {
                            case ALL -> "";
                            case TODAY -> " AND state <> 'SUSPENDED' AND rolled_last_day = :today";
                            case OVERDUE -> " AND state <> 'SUSPENDED' AND rolled_last_day < :today";
                        }
                        + " AND (:kind = '' OR kind = :kind)"
                        + " ORDER BY rolled_last_day, execute_at, business_key, kind LIMIT :size OFFSET :from")
                .param("today", today())
                .param("kind", kind.orElse(""))
                .param("size", PAGE_SIZE)
                .param("from", page * PAGE_SIZE)
                .query(RowDeadlineBoard::row)
                .list());
    }

    @Override
    @Transactional(readOnly = true)
    public Counts count(Optional<String> kind) {
        return jdbc.sql("""
                        SELECT count(*) AS every,
                               count(*) FILTER (WHERE state <> 'SUSPENDED' AND rolled_last_day = :today) AS today,
                               count(*) FILTER (WHERE state <> 'SUSPENDED' AND rolled_last_day < :today) AS overdue
                        FROM workflow.deadline WHERE (:kind = '' OR kind = :kind) AND""" + IN_FORCE)
                .param("today", today())
                .param("kind", kind.orElse(""))
                .query((row, n) -> new Counts(row.getLong("every"), row.getLong("today"), row.getLong("overdue")))
                .single();
    }

    @Override
    public Map<String, String> kinds() {
        return terms.values().stream()
                .map(DeadlineTerms::kind)
                .collect(Collectors.toMap(
                        DeadlineKind::name, kind -> kind.display().name()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<OpenDeadline> find(long id) {
        return complete(jdbc.sql(SELECT + " AND id = :id")
                        .param("id", id)
                        .query(RowDeadlineBoard::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** Adds what the owners know, asked once for each kind. */
    private List<OpenDeadline> complete(List<Row> rows) {
        Map<String, Map<String, ProfileRef>> known = new HashMap<>();
        rows.stream()
                .collect(Collectors.groupingBy(Row::kind, Collectors.mapping(Row::businessKey, Collectors.toSet())))
                .forEach((kind, keys) -> {
                    DeadlineTerms owner = terms.get(kind);
                    known.put(kind, owner == null ? Map.of() : owner.profilesOf(keys));
                });
        Map<String, String> labels = kinds();
        return rows.stream()
                .map(row -> new OpenDeadline(
                        row.id(),
                        row.businessKey(),
                        row.kind(),
                        labels.getOrDefault(row.kind(), row.kind()),
                        row.deadline(),
                        row.state(),
                        Optional.ofNullable(
                                known.getOrDefault(row.kind(), Map.of()).get(row.businessKey()))))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Deadline reckon(long id, Optional<LocalDate> lastDay, Actor actor) {
        requireManager(actor);
        OpenDeadline open = movable(id);
        Violation wrong = check(open, lastDay).orElse(null);
        if (wrong != null) {
            throw new Refusal(List.of(wrong));
        }
        return reckon(open, lastDay.orElseThrow());
    }

    @Override
    public void move(long id, Optional<LocalDate> lastDay, String reason, Actor actor) {
        requireManager(actor);
        jdbc.sql("SELECT id FROM workflow.deadline WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(Long.class)
                .optional();
        OpenDeadline open = movable(id);
        String why = reason.strip();
        List<Violation> wrong = new ArrayList<>();
        check(open, lastDay).ifPresent(wrong::add);
        if (why.isEmpty()) {
            wrong.add(Violation.at("/reason", WorkflowRefusal.REASON_NEEDED));
        } else if (MyNumbers.isIn(why)) {
            wrong.add(Violation.at("/reason", WorkflowRefusal.MY_NUMBER));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        deadlines.redate(open.businessKey(), termsOf(open).kind(), reckon(open, lastDay.orElseThrow()), why, actor);
    }

    private void requireManager(Actor actor) {
        if (!engine.groupsOf(actor).contains(MANAGER)) {
            throw new Refusal(WorkflowRefusal.MANAGER_ONLY);
        }
    }

    private OpenDeadline movable(long id) {
        OpenDeadline open = find(id).orElseThrow(() -> new Refusal(WorkflowRefusal.NO_DEADLINE));
        switch (open.state()) {
            case SUSPENDED -> throw new Refusal(WorkflowRefusal.DEADLINE_STANDS_STILL);
            case AWAITING_CLOSING -> throw new Refusal(WorkflowRefusal.DEADLINE_AWAITS_CLOSING);
            case ARMED -> {
                if (!open.movable()) {
                    throw new Refusal(WorkflowRefusal.NO_DEADLINE);
                }
            }
        }
        return open;
    }

    private Optional<Violation> check(OpenDeadline open, Optional<LocalDate> lastDay) {
        if (lastDay.isEmpty()) {
            return Optional.of(Violation.at("/lastDay", WorkflowRefusal.LAST_DAY_NEEDED));
        }
        LocalDate day = lastDay.get();
        if (day.isBefore(today())) {
            return Optional.of(Violation.at("/lastDay", WorkflowRefusal.DEADLINE_PAST));
        }
        if (day.isAfter(today().plusDays(FARTHEST_DAYS))) {
            return Optional.of(Violation.at("/lastDay", WorkflowRefusal.DEADLINE_FAR, FARTHEST_DAYS));
        }
        Deadline standing = open.deadline();
        return reckon(open, day).executeAt().equals(standing.executeAt())
                ? Optional.of(Violation.at("/lastDay", WorkflowRefusal.DEADLINE_SAME))
                : Optional.empty();
    }

    private Deadline reckon(OpenDeadline open, LocalDate lastDay) {
        ServiceProfile profile = profiles.get(open.profile().orElseThrow());
        DeadlineTerms.Ending ending = termsOf(open)
                .endingIn(profile)
                .orElseThrow(() -> new IllegalStateException("no " + open.kind() + " deadline in " + profile.ref()));
        return arithmetic.endingOn(lastDay, ending.roll(), ending.executeAt(), calendars.of(profile));
    }

    private DeadlineTerms termsOf(OpenDeadline open) {
        return Optional.ofNullable(terms.get(open.kind())).orElseThrow(() -> new Refusal(WorkflowRefusal.NO_DEADLINE));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("business_key"),
                row.getString("kind"),
                new Deadline(
                        row.getObject("last_day", LocalDate.class),
                        row.getObject("rolled_last_day", LocalDate.class),
                        row.getObject("execute_at", OffsetDateTime.class).toInstant()),
                DeadlineState.valueOf(row.getString("state")));
    }
}
