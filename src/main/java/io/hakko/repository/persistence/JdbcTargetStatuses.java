package io.hakko.repository.persistence;

import io.hakko.repository.domain.TargetStatus;
import io.hakko.repository.domain.TargetStatuses;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTargetStatuses implements TargetStatuses {

    private static final String SELECT = """
            SELECT target, ca_id, number, delivered_at, failing_since, failures, next_attempt, error
              FROM repository.target_status
            """;

    private final JdbcClient jdbc;

    JdbcTargetStatuses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<TargetStatus> tryLock(String target, String caId) {
        jdbc.sql("""
                        INSERT INTO repository.target_status (target, ca_id)
                        SELECT :target, :ca WHERE NOT EXISTS
                               (SELECT 1 FROM repository.target_status WHERE target = :target AND ca_id = :ca)
                        ON CONFLICT DO NOTHING
                        """).param("target", target).param("ca", caId).update();
        return jdbc.sql(SELECT + " WHERE target = :target AND ca_id = :ca FOR UPDATE SKIP LOCKED")
                .param("target", target)
                .param("ca", caId)
                .query(JdbcTargetStatuses::row)
                .optional();
    }

    @Override
    public void delivered(String target, String caId, long number, Instant at) {
        jdbc.sql("""
                        UPDATE repository.target_status SET number = :number, delivered_at = :at, failing_since = NULL,
                               failures = 0, next_attempt = NULL, error = NULL
                         WHERE target = :target AND ca_id = :ca
                        """)
                .param("target", target)
                .param("ca", caId)
                .param("number", number)
                .param("at", toSql(at))
                .update();
    }

    @Override
    public void failed(String target, String caId, Instant at, Instant nextAttempt, String error) {
        jdbc.sql("""
                        UPDATE repository.target_status SET failing_since = coalesce(failing_since, :at),
                               failures = failures + 1, next_attempt = :next, error = :error
                         WHERE target = :target AND ca_id = :ca
                        """)
                .param("target", target)
                .param("ca", caId)
                .param("at", toSql(at))
                .param("next", toSql(nextAttempt))
                .param("error", error)
                .update();
    }

    @Override
    public List<TargetStatus> all() {
        return jdbc.sql(SELECT + " ORDER BY target, ca_id")
                .query(JdbcTargetStatuses::row)
                .list();
    }

    private static TargetStatus row(ResultSet row, int index) throws SQLException {
        return new TargetStatus(
                row.getString("target"),
                row.getString("ca_id"),
                row.getLong("number"),
                instant(row, "delivered_at"),
                instant(row, "failing_since"),
                row.getInt("failures"),
                instant(row, "next_attempt"),
                Optional.ofNullable(row.getString("error")));
    }

    private static OffsetDateTime toSql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
