package io.hakko.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The trail's table. */
@Repository
class AuditStore {

    private static final String COLUMNS =
            "sequence, at, actor, event, key, process, element, reason, before, after, detail, previous_hash, hash";

    private static final int ROWS_AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate cursor;

    AuditStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.cursor = new JdbcTemplate(dataSource);
        this.cursor.setFetchSize(ROWS_AT_A_TIME);
    }

    /** Chains the entries to the head. Holds the head until the transaction ends. */
    void append(List<ChainedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Optional<ChainedEntry> head = lockedHead();
        long sequence = head.map(ChainedEntry::sequence).orElse(0L);
        Hash previous = head.map(ChainedEntry::hash).orElse(Hash.NONE);
        for (ChainedEntry entry : entries) {
            sequence++;
            ChainedEntry sealed = new ChainedEntry(
                            sequence,
                            entry.at(),
                            entry.actor(),
                            entry.event(),
                            entry.key(),
                            entry.process(),
                            entry.element(),
                            entry.reason(),
                            entry.before(),
                            entry.after(),
                            entry.detail(),
                            previous,
                            Hash.NONE)
                    .sealed();
            insert(sealed);
            previous = sealed.hash();
        }
    }

    /** Two statements on one way to the server; the second sees what was committed while the first waited. */
    private Optional<ChainedEntry> lockedHead() {
        Optional<ChainedEntry> head = cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('audit.head', 0)); SELECT " + COLUMNS
                        + " FROM audit.entry ORDER BY sequence DESC LIMIT 1",
                (PreparedStatement statement) -> {
                    statement.execute();
                    statement.getMoreResults();
                    try (ResultSet row = statement.getResultSet()) {
                        return row.next() ? Optional.of(read(row, 0)) : Optional.empty();
                    }
                });
        return Objects.requireNonNull(head);
    }

    private void insert(ChainedEntry e) {
        jdbc.sql("INSERT INTO audit.entry (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        e.sequence(),
                        OffsetDateTime.ofInstant(e.at(), ZoneOffset.UTC),
                        e.actor(),
                        e.event(),
                        e.key(),
                        e.process(),
                        e.element(),
                        e.reason(),
                        e.before(),
                        e.after(),
                        e.detail(),
                        e.previousHash().bytes(),
                        e.hash().bytes())
                .update();
    }

    /** Hands over every entry in order, without holding them in memory; needs a transaction for the cursor. */
    void readAll(Consumer<ChainedEntry> reader) {
        cursor.query("SELECT " + COLUMNS + " FROM audit.entry ORDER BY sequence", row -> {
            reader.accept(read(row, 0));
        });
    }

    /** Hands over the entries behind one in order. */
    void readAfter(long sequence, int most, Consumer<ChainedEntry> reader) {
        jdbc.sql("SELECT " + COLUMNS + " FROM audit.entry WHERE sequence > :sequence ORDER BY sequence LIMIT :most")
                .param("sequence", sequence)
                .param("most", most)
                .query(row -> {
                    reader.accept(read(row, 0));
                });
    }

    Optional<Hash> hash(long sequence) {
        return jdbc.sql("SELECT hash FROM audit.entry WHERE sequence = :sequence")
                .param("sequence", sequence)
                .query((row, index) -> Hash.of(row.getBytes("hash")))
                .optional();
    }

    /** The last entry; 0 when there is none. */
    long head() {
        return jdbc.sql("SELECT coalesce(max(sequence), 0) FROM audit.entry")
                .query(Long.class)
                .single();
    }

    /** When the entry behind this one was recorded. */
    Optional<Instant> recordedAfter(long sequence) {
        return jdbc.sql("SELECT at FROM audit.entry WHERE sequence > :sequence ORDER BY sequence LIMIT 1")
                .param("sequence", sequence)
                .query((row, index) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .optional();
    }

    long count(String event) {
        return jdbc.sql("SELECT count(*) FROM audit.entry WHERE event = :event")
                .param("event", event)
                .query(Long.class)
                .single();
    }

    List<ChainedEntry> ofKey(String key) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.entry WHERE key = :key ORDER BY sequence")
                .param("key", key)
                .query(AuditStore::read)
                .list();
    }

    private static ChainedEntry read(ResultSet row, int number) throws SQLException {
        return new ChainedEntry(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("event"),
                row.getString("key"),
                row.getString("process"),
                row.getString("element"),
                row.getString("reason"),
                row.getString("before"),
                row.getString("after"),
                row.getString("detail"),
                Hash.of(row.getBytes("previous_hash")),
                Hash.of(row.getBytes("hash")));
    }
}
