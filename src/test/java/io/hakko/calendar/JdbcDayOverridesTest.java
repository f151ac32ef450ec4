package io.hakko.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.embedded.EmbeddedDatabase;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The table of overrides in a real PostgreSQL, with the two roles of production. */
class JdbcDayOverridesTest {

    private static final ClosureDays NEW_YEAR = new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3));
    private static final String INSERT = "INSERT INTO calendar.day_override (day, state, reason) VALUES (?, ?, ?)";

    private static EmbeddedDatabase database;
    private static JdbcClient owner;
    private static JdbcClient runtime;

    @BeforeAll
    static void migrate() {
        database = EmbeddedDatabase.startTemporary();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), EmbeddedDatabase.OWNER, "")
                .locations("classpath:db/migration")
                .placeholders(Map.of("runtimeRole", EmbeddedDatabase.RUNTIME))
                .target("2026.11.22.10")
                .load()
                .migrate();
        owner = as(EmbeddedDatabase.OWNER);
        runtime = as(EmbeddedDatabase.RUNTIME);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void readsWhatTheOwnerEntered() {
        LocalDate closed = LocalDate.of(2027, 6, 1);
        LocalDate open = LocalDate.of(2027, 6, 5);
        owner.sql(INSERT).params(closed, "closed", "臨時休業").update();
        owner.sql(INSERT).params(open, "open", "臨時営業").update();

        BusinessCalendar calendar = new BusinessCalendars(new JdbcDayOverrides(runtime)).with(NEW_YEAR);

        assertThat(calendar.reasonClosed(closed)).contains("臨時休業");
        assertThat(calendar.isBusinessDay(open)).isTrue();
    }

    @Test
    void keepsTheRuntimeRoleFromMovingDeadlines() {
        assertThatThrownBy(() -> runtime.sql(INSERT)
                        .params(LocalDate.of(2027, 7, 1), "closed", "臨時休業")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void refusesARowWithoutReason() {
        assertThatThrownBy(() -> owner.sql(INSERT)
                        .params(LocalDate.of(2027, 7, 2), "closed", " ")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), role, ""));
    }
}
