package io.hakko.ca.persistence;

import io.hakko.ca.domain.RevokedSerial;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Revocations in the order of CRLs, a page at a time in memory. A page comes as one text, {@code +} before a serial number that
 * is due and {@code -} before another: a million rows one by one would cost many times as much.
 */
final class RevocationPages implements Iterator<RevokedSerial> {

    private static final int PAGE = 4000;
    private static final char SEPARATOR = ' ';
    private static final char DUE = '+';

    private final JdbcClient jdbc;
    private final String caId;
    private final long number;
    private final Instant at;
    private final boolean keepExpired;
    private Page page = new Page("", LocalDate.EPOCH, 0);
    private int next;
    private boolean ended;

    RevocationPages(JdbcClient jdbc, String caId, long number, Instant at, boolean keepExpired) {
        this.jdbc = jdbc;
        this.caId = caId;
        this.number = number;
        this.at = at;
        this.keepExpired = keepExpired;
    }

    @Override
    public boolean hasNext() {
        if (next >= page.text.length() && !ended) {
            Optional<Page> read = read();
            ended = read.isEmpty();
            page = read.orElse(page);
            next = ended ? next : 0;
        }
        return !ended;
    }

    @Override
    public RevokedSerial next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int separator = page.text.indexOf(SEPARATOR, next);
        int end = separator < 0 ? page.text.length() : separator;
        boolean due = page.text.charAt(next) == DUE;
        CertificateSerial serial = CertificateSerial.ofHex(page.text.substring(next + 1, end));
        next = end + 1;
        return new RevokedSerial(serial, due);
    }

    private Optional<Page> read() {
        return jdbc.sql("""
                        SELECT string_agg(due || serial, ' ' ORDER BY expiry_month, position) AS page,
                               (array_agg(expiry_month ORDER BY expiry_month, position))[count(*)] AS month,
                               (array_agg(position ORDER BY expiry_month, position))[count(*)] AS position
                          FROM (SELECT serial, expiry_month, position,
                                       CASE WHEN not_after >= :at OR :keepExpired THEN '+' ELSE '-' END AS due
                                  FROM ca.revocation
                                 WHERE ca_id = :ca AND (expiry_month, position) > (:month, :position)
                                   AND crl_number <= :number
                                 ORDER BY expiry_month, position LIMIT :page) r
                        HAVING count(*) > 0
                        """)
                .param("at", Times.toSql(at))
                .param("keepExpired", keepExpired)
                .param("ca", caId)
                .param("month", page.month)
                .param("position", page.position)
                .param("number", number)
                .param("page", PAGE)
                .query((row, index) -> new Page(
                        row.getString("page"), row.getObject("month", LocalDate.class), row.getLong("position")))
                .optional();
    }

    /**
     * A page.
     *
     * @param month of its last revocation
     * @param position of its last revocation
     */
    private record Page(String text, LocalDate month, long position) {}
}
