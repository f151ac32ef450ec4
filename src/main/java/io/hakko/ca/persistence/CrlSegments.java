package io.hakko.ca.persistence;

import io.hakko.ca.domain.RevokedEntries;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The entries of the next CRL as a few long rows. They stand by the month in which certificates expire, so that expiry
 * touches the rows of one month and everything else stays as it is. PostgreSQL puts the rows together; only whoever
 * holds the authority's lock calls this.
 */
final class CrlSegments {

    private static final int ENTRIES = 4096;

    private final JdbcClient jdbc;

    CrlSegments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Brings the segments up to date and opens them. */
    RevokedEntries of(String caId, long number, boolean keepExpired) {
        Published last = lastPublished(caId, number);
        Listing listing =
                new Listing(caId, number, keepExpired ? Optional.empty() : Optional.of(last.thisUpdate()), last);
        outdated(listing, keepExpired).forEach(segment -> {
            delete(caId, segment);
            insert(listing, segment.month(), segment.first(), segment.last());
        });
        for (LocalDate month : freshMonths(listing)) {
            deleteOpen(caId, month);
            insert(listing, month, behind(caId, month), Long.MAX_VALUE);
        }
        return totals(caId);
    }

    /** Makes all segments anew; whether they did not fit the revocations. */
    boolean rebuild(String caId, long number, boolean keepExpired) {
        of(caId, number, keepExpired);
        String before = digest(caId);
        jdbc.sql("DELETE FROM ca.crl_segment WHERE ca_id = :ca")
                .param("ca", caId)
                .update();
        of(caId, number, keepExpired);
        return !digest(caId).equals(before);
    }

    private String digest(String caId) {
        return jdbc.sql("""
                        SELECT concat(sum(entries), ' ',
                                      encode(sha256(string_agg(content, ''::bytea ORDER BY expiry_month, first_position)), 'hex'))
                          FROM ca.crl_segment WHERE ca_id = :ca AND entries > 0
                        """).param("ca", caId).query(String.class).single();
    }

    private Published lastPublished(String caId, long number) {
        return jdbc.sql("""
                        SELECT number, this_update FROM ca.crl
                         WHERE ca_id = :ca AND state = 'PUBLISHED' AND number < :number ORDER BY number DESC LIMIT 1
                        """)
                .param("ca", caId)
                .param("number", number)
                .query((row, index) -> new Published(row.getLong("number"), Times.fromSql(row, "this_update")))
                .optional()
                .orElse(new Published(0, Instant.EPOCH));
    }

    /** Segments with entries that have to leave, or that left and have to come back. */
    private List<Segment> outdated(Listing listing, boolean keepExpired) {
        return jdbc.sql("""
                        SELECT expiry_month, first_position, last_position FROM ca.crl_segment
                         WHERE ca_id = :ca AND CASE WHEN :keep THEN entries < revocations
                                                    ELSE earliest_expiry < :cutoff END
                        """)
                .param("ca", listing.caId())
                .param("keep", keepExpired)
                .param("cutoff", Times.toSql(listing.cutoff().orElse(Instant.EPOCH)))
                .query((row, index) -> new Segment(
                        row.getObject("expiry_month", LocalDate.class),
                        row.getLong("first_position"),
                        row.getLong("last_position")))
                .list();
    }

    private List<LocalDate> freshMonths(Listing listing) {
        return jdbc.sql("""
                        SELECT DISTINCT expiry_month FROM ca.revocation
                         WHERE ca_id = :ca AND crl_number <= :number
                           AND position > (SELECT coalesce(max(last_position), 0) FROM ca.crl_segment WHERE ca_id = :ca)
                         ORDER BY expiry_month
                        """)
                .param("ca", listing.caId())
                .param("number", listing.number())
                .query(LocalDate.class)
                .list();
    }

    private void delete(String caId, Segment segment) {
        jdbc.sql("""
                        DELETE FROM ca.crl_segment
                         WHERE ca_id = :ca AND expiry_month = :month AND first_position = :first
                        """)
                .param("ca", caId)
                .param("month", segment.month())
                .param("first", segment.first())
                .update();
    }

    /** The last segment of a month is the only one that may not be full. */
    private void deleteOpen(String caId, LocalDate month) {
        jdbc.sql("DELETE FROM ca.crl_segment WHERE ca_id = :ca AND expiry_month = :month AND revocations < :full")
                .param("ca", caId)
                .param("month", month)
                .param("full", ENTRIES)
                .update();
    }

    private long behind(String caId, LocalDate month) {
        return jdbc.sql("""
                        SELECT coalesce(max(last_position), 0) + 1 FROM ca.crl_segment
                         WHERE ca_id = :ca AND expiry_month = :month
                        """)
                .param("ca", caId)
                .param("month", month)
                .query(Long.class)
                .single();
    }

    private void insert(Listing listing, LocalDate month, long first, long last) {
        jdbc.sql("""
                        INSERT INTO ca.crl_segment (ca_id, expiry_month, first_position, last_position, revocations, entries,
                               earliest_expiry, octets, content)
                        SELECT :ca, :month, min(position), max(position), count(*), count(*) FILTER (WHERE listed),
                               min(not_after) FILTER (WHERE listed),
                               coalesce(sum(octet_length(entry)) FILTER (WHERE listed), 0),
                               coalesce(string_agg(entry, ''::bytea ORDER BY position) FILTER (WHERE listed), ''::bytea)
                          FROM (SELECT position, not_after, entry,
                                       (row_number() OVER (ORDER BY position) - 1) / :full AS part,
                                       :cutoff::timestamptz IS NULL OR crl_number > :published
                                         OR not_after >= :cutoff AS listed
                                  FROM ca.revocation
                                 WHERE ca_id = :ca AND expiry_month = :month AND position BETWEEN :first AND :last
                                   AND crl_number <= :number) r
                         GROUP BY part
                        """)
                .param("ca", listing.caId())
                .param("month", month)
                .param("full", ENTRIES)
                .param("cutoff", listing.cutoff().map(Times::toSql).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("published", listing.published().number())
                .param("first", first)
                .param("last", last)
                .param("number", listing.number())
                .update();
    }

    private RevokedEntries totals(String caId) {
        return jdbc.sql("""
                        SELECT coalesce(sum(entries), 0) AS entries, coalesce(sum(octets), 0) AS octets
                          FROM ca.crl_segment WHERE ca_id = :ca AND entries > 0
                        """)
                .param("ca", caId)
                .query((row, index) -> new Entries(jdbc, caId, row.getInt("entries"), row.getLong("octets")))
                .single();
    }

    private record Published(long number, Instant thisUpdate) {}

    private record Segment(LocalDate month, long first, long last) {}

    /**
     * What is listed.
     *
     * @param cutoff what expired before has left; empty when nothing leaves
     */
    private record Listing(String caId, long number, Optional<Instant> cutoff, Published published) {}

    private record Entries(JdbcClient jdbc, String caId, int count, long length) implements RevokedEntries {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            List<Segment> segments = jdbc.sql("""
                            SELECT expiry_month, first_position, last_position FROM ca.crl_segment
                             WHERE ca_id = :ca AND entries > 0 ORDER BY expiry_month, first_position
                            """)
                    .param("ca", caId)
                    .query((row, index) -> new Segment(
                            row.getObject("expiry_month", LocalDate.class),
                            row.getLong("first_position"),
                            row.getLong("last_position")))
                    .list();
            for (Segment segment : segments) {
                out.write(content(segment));
            }
        }

        private byte[] content(Segment segment) {
            return jdbc.sql("""
                            SELECT content FROM ca.crl_segment
                             WHERE ca_id = :ca AND expiry_month = :month AND first_position = :first
                            """)
                    .param("ca", caId)
                    .param("month", segment.month())
                    .param("first", segment.first())
                    .query((row, index) -> row.getBytes("content"))
                    .single();
        }
    }
}
