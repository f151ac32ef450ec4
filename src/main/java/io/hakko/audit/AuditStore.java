package io.hakko.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The trail's table. */
@Repository
class AuditStore {

    private static final String COLUMNS =
            "sequence, at, actor, event, key, process, element, reason, before, after, detail, previous_hash, hash";

    private static final String LOCK_HEAD = "SELECT pg_advisory_xact_lock(hashtextextended('audit.head', 0))";
    private static final List<String> TEXTS =
            List.of("actor", "event", "key", "process", "element", "reason", "before", "after", "detail");
    private static final String APPEND = append();

    private static final int ROWS_AT_A_TIME = 500;
    private static final int ENTRIES_AT_A_TIME = 8;

    private final JdbcClient jdbc;
    private final JdbcTemplate cursor;

    AuditStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.cursor = new JdbcTemplate(dataSource);
        this.cursor.setFetchSize(ROWS_AT_A_TIME);
    }

    /**
     * Chains the entries to the head, on one way to the server. Holds the head until the transaction ends. The database numbers and
     * hashes them, as {@link ChainedEntry#computedHash} does: only it knows the head before the lock is held.
     */
    void append(List<ChainedEntry> entries) {
        for (int from = 0; from < entries.size(); from += ENTRIES_AT_A_TIME) {
            insert(entries.subList(from, Math.min(from + ENTRIES_AT_A_TIME, entries.size())));
        }
    }

    /** Each statement sees what was committed while the first one waited, and the entry of the one before. */
    private void insert(List<ChainedEntry> entries) {
        cursor.execute(LOCK_HEAD + APPEND.repeat(entries.size()), (PreparedStatement statement) -> {
            int index = 0;
            for (ChainedEntry e : entries) {
                Instant at = e.at();
                statement.setLong(++index, at.getEpochSecond());
                statement.setInt(++index, at.getNano());
                statement.setObject(++index, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
                for (String text : e.texts()) {
                    statement.setString(++index, text);
                }
            }
            return statement.execute();
        });
    }

    private static String append() {
        String values = TEXTS.stream().map(name -> "CAST(? AS text) AS " + name).collect(Collectors.joining(", "));
        String hashed = TEXTS.stream()
                .map("e.%s"::formatted)
                .map(text ->
                        "int4send(octet_length(convert_to(%1$s, 'UTF8'))) || convert_to(%1$s, 'UTF8')".formatted(text))
                .collect(Collectors.joining(" || "));
        return "; INSERT INTO audit.entry (" + COLUMNS + ") SELECT h.sequence + 1, e.at, e."
                + String.join(", e.", TEXTS)
                + ", h.hash, sha256(decode('01', 'hex') || int8send(h.sequence + 1) || int8send(e.second) || int4send(e.nano) || "
                + hashed
                + " || h.hash)"
                + " FROM (SELECT CAST(? AS bigint) AS second, CAST(? AS integer) AS nano, CAST(? AS timestamptz) AS at, "
                + values
                + ") e, (SELECT * FROM (SELECT sequence, hash FROM audit.entry ORDER BY sequence DESC LIMIT 1) last"
                + " UNION ALL SELECT 0, decode(repeat('00', 32), 'hex')"
                + " WHERE NOT EXISTS (SELECT FROM audit.entry)) h";
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
