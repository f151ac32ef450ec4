package io.hakko.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.integration.SealKeysOfTests;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.shared.Actor;
import io.hakko.workflow.WholeSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain on PostgreSQL with the two roles of production. */
class AuditChainTest {

    private static EmbeddedDatabase database;

    private TransactionTemplate transaction;
    private AuditTrail audit;
    private AuditRecords records;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.startTemporary();
        WholeSchema.migrate(database);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void write() throws SQLException {
        asOwner("TRUNCATE audit.entry");
        DataSource runtime = source(EmbeddedDatabase.RUNTIME);
        transaction = new TransactionTemplate(new JdbcTransactionManager(runtime));
        AuditStore store = new AuditStore(JdbcClient.create(runtime), runtime);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T00:00:00.123456789Z"), ZoneOffset.UTC);
        audit = new ChainedAuditTrail(store, clock);
        records = new AuditRecords(
                store,
                new SealStore(JdbcClient.create(runtime)),
                new SealKeysOfTests(),
                new SealProperties(Duration.ofHours(1), 1000, Duration.ofHours(3)),
                clock);
    }

    @Test
    void provesASoundChain() {
        record(5);

        assertThat(records.verify().isSound()).isTrue();
        assertThat(records.verify().entries()).isEqualTo(5);
    }

    /** More entries than go to the database at a time, with texts of every length of a character. */
    @Test
    void chainsManyEntriesOfOneTransactionInTheirOrder() {
        record(1);
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 21; i++) {
                audit.record(AuditEntry.of("test.done", "K" + i)
                        .reason("é値𠮷\n'\\ " + i)
                        .with("i", i)
                        .build());
            }
        });
        record(1);

        assertThat(records.verify().isSound()).isTrue();
        assertThat(records.verify().entries()).isEqualTo(23);
        assertThat(records.all())
                .extracting(AuditRecord::key)
                .startsWith("K", "K0", "K1", "K2")
                .endsWith("K19", "K20", "K");
        assertThat(records.all()).extracting(AuditRecord::reason).contains("é値𠮷\n'\\ 7");
    }

    @Test
    void takesNothingFromARolledBackTransaction() {
        record(1);
        transaction.executeWithoutResult(status -> {
            audit.record(AuditEntry.of("test.lost", "K").build());
            status.setRollbackOnly();
        });
        record(1);

        assertThat(records.all()).extracting(AuditRecord::event).containsOnly("test.done");
        assertThat(records.verify().entries()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE audit.entry SET actor = 'somebody' WHERE sequence = 3, 3, CHANGED",
        "UPDATE audit.entry SET at = at + interval '1 second' WHERE sequence = 2, 2, CHANGED",
        "UPDATE audit.entry SET detail = '{}' WHERE sequence = 4, 4, CHANGED",
        "UPDATE audit.entry SET reason = 'r' WHERE sequence = 1, 1, CHANGED",
        "DELETE FROM audit.entry WHERE sequence = 3, 4, GAP",
        "UPDATE audit.entry SET previous_hash = decode(repeat('ab'; 32); 'hex') WHERE sequence = 5, 5, UNCHAINED",
    })
    void namesTheFirstBrokenEntry(String tampering, long sequence, AuditVerification.Fault fault) throws SQLException {
        record(5);

        asOwner(tampering.replace(';', ','));

        assertThat(records.verify().broken()).contains(new AuditVerification.BrokenEntry(sequence, fault));
    }

    @ParameterizedTest
    @CsvSource({"UPDATE audit.entry SET actor = 'x'", "DELETE FROM audit.entry", "TRUNCATE audit.entry"})
    void letsTheRuntimeRoleOnlyInsert(String change) {
        record(1);

        assertThatThrownBy(() -> as(EmbeddedDatabase.RUNTIME, change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void staysOneChainUnderParallelWriters() throws Exception {
        int writers = 8;
        int each = 25;
        var pool = Executors.newFixedThreadPool(writers);
        try {
            Callable<Boolean> writer = () -> {
                record(each);
                return true;
            };
            for (var done : pool.invokeAll(java.util.Collections.nCopies(writers, writer))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(records.verify().isSound()).isTrue();
        assertThat(records.verify().entries()).isEqualTo((long) writers * each);
    }

    @Test
    void saysWhoActedWhere() {
        try (var scope = AuditScope.open(new Actor("suzuki"), "application-review", "userTask_review")) {
            record(1);
        }
        record(1);

        assertThat(records.all())
                .extracting(AuditRecord::actor, AuditRecord::process, AuditRecord::element)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("suzuki", "application-review", "userTask_review"),
                        org.assertj.core.groups.Tuple.tuple("system:scheduler", "", ""));
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            transaction.executeWithoutResult(status -> audit.record(AuditEntry.of("test.done", "K")
                    .change("前", "後")
                    .with("b", 2)
                    .with("a", "値")
                    .build()));
        }
    }

    private static void asOwner(String sql) throws SQLException {
        as(EmbeddedDatabase.OWNER, sql);
    }

    private static void as(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DataSource source(String role) {
        return new DriverManagerDataSource(database.jdbcUrl(), role, "");
    }
}
