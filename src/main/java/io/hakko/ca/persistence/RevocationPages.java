package io.hakko.ca.persistence;

import io.hakko.ca.RevokedCertificate;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Revocations in the order of CRLs, a page at a time in memory. */
final class RevocationPages implements Iterator<RevokedCertificate> {

    private static final int PAGE = 4000;

    private final JdbcClient jdbc;
    private final String caId;
    private final long number;
    private final Instant at;
    private final boolean keepExpired;
    private List<Row> page = List.of();
    private int next;
    private boolean ended;
    private LocalDate month = LocalDate.EPOCH;
    private long position;

    RevocationPages(JdbcClient jdbc, String caId, long number, Instant at, boolean keepExpired) {
        this.jdbc = jdbc;
        this.caId = caId;
        this.number = number;
        this.at = at;
        this.keepExpired = keepExpired;
    }

    @Override
    public boolean hasNext() {
        if (next == page.size() && !ended) {
            page = read();
            next = 0;
            ended = page.size() < PAGE;
        }
        return next < page.size();
    }

    @Override
    public RevokedCertificate next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = page.get(next++);
        month = row.month;
        position = row.position;
        return row.certificate;
    }

    private List<Row> read() {
        return jdbc.sql("""
                        SELECT serial, expiry_month, position, not_after >= :at OR :keepExpired AS due FROM ca.revocation
                         WHERE ca_id = :ca AND (expiry_month, position) > (:month, :position) AND crl_number <= :number
                         ORDER BY expiry_month, position LIMIT :page
                        """)
                .param("at", Times.toSql(at))
                .param("keepExpired", keepExpired)
                .param("ca", caId)
                .param("month", month)
                .param("position", position)
                .param("number", number)
                .param("page", PAGE)
                .query((row, index) -> new Row(
                        row.getObject("expiry_month", LocalDate.class),
                        row.getLong("position"),
                        new RevokedCertificate(
                                CertificateSerial.ofHex(row.getString("serial")), row.getBoolean("due"))))
                .list();
    }

    private record Row(LocalDate month, long position, RevokedCertificate certificate) {}
}
