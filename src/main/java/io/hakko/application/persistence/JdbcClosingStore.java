package io.hakko.application.persistence;

import io.hakko.application.domain.ClosingStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ClosingStore} in {@code application.arrival_closing}. */
@Repository
class JdbcClosingStore implements ClosingStore {

    private static final String LOCK = "application.arrival_closing";

    private final JdbcClient jdbc;

    JdbcClosingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean open(LocalDate day, Instant at) {
        return jdbc.sql("""
                                INSERT INTO application.arrival_closing (day, opened_at) VALUES (:day, :at)
                                ON CONFLICT (day) DO NOTHING
                                """)
                        .param("day", day)
                        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .update()
                == 1;
    }

    @Override
    public List<LocalDate> closeThrough(LocalDate day, Instant at, String by) {
        lock("pg_advisory_xact_lock");
        return jdbc
                .sql("""
                        UPDATE application.arrival_closing SET closed_at = :at, closed_by = :by
                        WHERE day <= :day AND closed_at IS NULL RETURNING day
                        """)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("by", by)
                .param("day", day)
                .query(LocalDate.class)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public boolean closedThrough(LocalDate day) {
        lock("pg_advisory_xact_lock_shared");
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM application.arrival_closing
                                       WHERE day >= :day AND closed_at IS NOT NULL)
                        """).param("day", day).query(Boolean.class).single();
    }

    private void lock(String function) {
        jdbc.sql("SELECT " + function + "(hashtextextended(:key, 0))")
                .param("key", LOCK)
                .query((row, n) -> Boolean.TRUE)
                .single();
    }
}
