package io.hakko.ca.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.ca.domain.RevokedEntries;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.workflow.WholeSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Entries are short words here, so that a CRL can be read. */
class CrlSegmentsTest {

    private static final String CA = "segment-ca";
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final String NEXT_YEAR = "2027-11-24T07:00:00Z";
    private static final String NEXT_MONTH = "2026-12-24T07:00:00Z";

    private static EmbeddedDatabase database;
    private static JdbcClient jdbc;
    private static JdbcClient owner;

    private final CrlSegments segments = new CrlSegments(jdbc);

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.startTemporary();
        WholeSchema.migrate(database);
        jdbc = client(EmbeddedDatabase.RUNTIME);
        owner = client("postgres");
        owner.sql("""
                INSERT INTO ca.authority (id, name, certificate, not_before, not_after)
                VALUES ('segment-ca', 'CN=Segments', '\\x00', now(), now())
                """).update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of("crl_segment", "revocation", "crl")) {
            owner.sql("DELETE FROM ca." + table + " WHERE ca_id = :ca")
                    .param("ca", CA)
                    .update();
        }
    }

    @Test
    void nothingRevokedIsNothing() throws IOException {
        assertThat(read(1, false)).isEmpty();
        assertThat(segments.of(CA, 1, false).length()).isZero();
    }

    @Test
    void standsByMonthOfExpiryAndThenAsRevoked() throws IOException {
        revoke("far1", NEXT_YEAR, 1);
        revoke("near1", NEXT_MONTH, 1);
        revoke("far2", NEXT_YEAR, 1);

        assertThat(read(1, false)).containsExactly("near1", "far1", "far2");
    }

    @Test
    void laterRevocationsJoin() throws IOException {
        revoke("far1", NEXT_YEAR, 1);
        assertThat(read(1, false)).containsExactly("far1");
        publish(1, NOW);
        revoke("near1", NEXT_MONTH, 2);
        revoke("far2", NEXT_YEAR, 2);

        assertThat(read(2, false)).containsExactly("near1", "far1", "far2");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void revocationForALaterCrlWaits() throws IOException {
        revoke("far1", NEXT_YEAR, 1);
        revoke("later", NEXT_YEAR, 2);

        assertThat(read(1, false)).containsExactly("far1");
        assertThat(read(2, false)).containsExactly("far1", "later");
    }

    @Test
    void manyAreCutIntoRows() throws IOException {
        List<String> all = many(1, 10_000);
        assertThat(read(1, false)).isEqualTo(all);
        assertThat(rows()).isEqualTo(3);
        publish(1, NOW);
        all.addAll(many(10_001, 13_000));

        assertThat(read(2, false)).isEqualTo(all);
        assertThat(rows()).isEqualTo(4);
        assertThat(read(2, false)).as("again").isEqualTo(all);
    }

    @Test
    void expiredLeavesAfterOneMoreCrlAndTheOthersStay() throws IOException {
        revoke("near1", NEXT_MONTH, 1);
        revoke("near2", "2026-12-26T00:00:00Z", 1);
        revoke("far1", NEXT_YEAR, 1);
        read(1, false);
        publish(1, NOW);
        read(2, false);
        publish(2, Instant.parse("2026-12-25T00:00:00Z"));

        assertThat(read(3, false)).containsExactly("near2", "far1");
        assertThat(segments.of(CA, 3, false).count()).isEqualTo(2);
    }

    @Test
    void revokedAfterItHadExpiredIsOnOneCrl() throws IOException {
        publish(1, Instant.parse("2026-12-25T00:00:00Z"));
        revoke("near1", NEXT_MONTH, 2);
        assertThat(read(2, false)).containsExactly("near1");
        publish(2, Instant.parse("2026-12-26T00:00:00Z"));

        assertThat(read(3, false)).isEmpty();
    }

    @Test
    void profileKeepsExpiredAndBringsThemBack() throws IOException {
        revoke("near1", NEXT_MONTH, 1);
        revoke("far1", NEXT_YEAR, 1);
        read(1, false);
        publish(1, Instant.parse("2026-12-25T00:00:00Z"));
        assertThat(read(2, false)).containsExactly("far1");

        assertThat(read(2, true)).containsExactly("near1", "far1");
        assertThat(read(2, false)).containsExactly("far1");
    }

    @Test
    void madeAnewTheyAreTheSameUnlessTheyDidNotFit() throws IOException {
        revoke("near1", NEXT_MONTH, 1);
        List<String> all = new ArrayList<>(List.of("near1"));
        all.addAll(many(1, 5_000));
        read(1, false);
        publish(1, NOW);
        all.addAll(many(5_001, 9_000));
        assertThat(read(2, false)).isEqualTo(all);

        assertThat(segments.rebuild(CA, 2, false)).isFalse();
        assertThat(read(2, false)).isEqualTo(all);

        owner.sql("DELETE FROM ca.crl_segment WHERE ca_id = :ca AND first_position = (SELECT min(first_position)"
                        + " FROM ca.crl_segment WHERE ca_id = :ca)")
                .param("ca", CA)
                .update();
        assertThat(read(2, false)).doesNotContain("near1");
        assertThat(segments.rebuild(CA, 2, false)).isTrue();
        assertThat(read(2, false)).isEqualTo(all);
        assertThat(segments.rebuild(CA, 2, false)).isFalse();
    }

    private List<String> many(int from, int to) {
        owner.sql("""
                        INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, explanation, technical,
                               crl_number, entry)
                        SELECT 'e' || i, :ca, now(), :notAfter::timestamptz, 'A-S1', '', false, 1, convert_to('e' || i || ' ', 'UTF8')
                          FROM generate_series(:from, :to) i
                        """)
                .param("ca", CA)
                .param("notAfter", NEXT_YEAR)
                .param("from", from)
                .param("to", to)
                .update();
        return new ArrayList<>(
                IntStream.rangeClosed(from, to).mapToObj(i -> "e" + i).toList());
    }

    private void revoke(String word, String notAfter, long number) {
        owner.sql("""
                        INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, explanation, technical,
                               crl_number, entry)
                        VALUES (:word, :ca, now(), :notAfter::timestamptz, 'A-S1', '', false, :number, :entry)
                        """)
                .param("word", word)
                .param("ca", CA)
                .param("notAfter", notAfter)
                .param("number", number)
                .param("entry", (word + " ").getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private void publish(long number, Instant thisUpdate) {
        owner.sql("""
                        INSERT INTO ca.crl (ca_id, number, state, requested_at, this_update, next_update, entries, octets,
                               sha256, published_at)
                        VALUES (:ca, :number, 'PUBLISHED', :at, :at, :at, 0, 1, '', :at)
                        """)
                .param("ca", CA)
                .param("number", number)
                .param("at", Times.toSql(thisUpdate))
                .update();
    }

    private List<String> read(long number, boolean keepExpired) throws IOException {
        RevokedEntries entries = segments.of(CA, number, keepExpired);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entries.writeTo(out);
        String text = out.toString(StandardCharsets.UTF_8);
        List<String> words = text.isBlank() ? List.of() : List.of(text.strip().split(" "));
        assertThat(words).hasSize(entries.count());
        assertThat(out.size()).isEqualTo(entries.length());
        return words;
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM ca.crl_segment WHERE ca_id = :ca")
                .param("ca", CA)
                .query(Long.class)
                .single();
    }

    private static JdbcClient client(String user) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), user, ""));
    }
}
