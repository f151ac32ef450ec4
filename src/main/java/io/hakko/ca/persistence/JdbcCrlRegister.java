package io.hakko.ca.persistence;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CrlRecord;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCrlRegister implements CrlRegister {

    private final JdbcClient jdbc;

    JdbcCrlRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Der enter(AuthorityKey authority) {
        jdbc.sql("""
                        INSERT INTO ca.authority (id, name, certificate, not_before, not_after)
                        VALUES (:id, :name, :certificate, :notBefore, :notAfter)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", authority.caId())
                .param("name", authority.name())
                .param("certificate", authority.certificate().bytes())
                .param("notBefore", Times.toSql(authority.notBefore()))
                .param("notAfter", Times.toSql(authority.notAfter()))
                .update();
        return jdbc.sql("SELECT certificate FROM ca.authority WHERE id = :id")
                .param("id", authority.caId())
                .query((row, index) -> Der.of(row.getBytes("certificate")))
                .single();
    }

    @Override
    public List<String> authorities() {
        return jdbc.sql("SELECT id FROM ca.authority ORDER BY id")
                .query(String.class)
                .list();
    }

    /** Not FOR UPDATE, which would also keep certificates of this authority from being journalled meanwhile. */
    @Override
    public boolean lock(String caId) {
        return jdbc.sql("SELECT id FROM ca.authority WHERE id = :id FOR NO KEY UPDATE")
                .param("id", caId)
                .query(String.class)
                .optional()
                .isPresent();
    }

    @Override
    public long takeNumber(String caId) {
        return jdbc.sql("""
                        UPDATE ca.authority SET next_crl_number = next_crl_number + 1 WHERE id = :id
                        RETURNING next_crl_number - 1
                        """).param("id", caId).query(Long.class).single();
    }

    @Override
    public long nextNumber(String caId) {
        return jdbc.sql("SELECT next_crl_number FROM ca.authority WHERE id = :id")
                .param("id", caId)
                .query(Long.class)
                .optional()
                .orElse(1L);
    }

    @Override
    public void skipTo(String caId, long number) {
        jdbc.sql("UPDATE ca.authority SET next_crl_number = greatest(next_crl_number, :number) WHERE id = :id")
                .param("id", caId)
                .param("number", number)
                .update();
    }

    @Override
    public void request(String caId, long number, Instant at) {
        jdbc.sql("INSERT INTO ca.crl (ca_id, number, state, requested_at) VALUES (:ca, :number, 'REQUESTED', :at)")
                .param("ca", caId)
                .param("number", number)
                .param("at", Times.toSql(at))
                .update();
    }

    @Override
    public Optional<Long> requested(String caId) {
        return jdbc.sql("SELECT number FROM ca.crl WHERE ca_id = :ca AND state = 'REQUESTED'")
                .param("ca", caId)
                .query(Long.class)
                .optional();
    }

    @Override
    public Optional<CrlRecord> find(String caId, long number) {
        return jdbc.sql("""
                        SELECT ca_id, number, state, this_update, next_update, entries, crl
                          FROM ca.crl WHERE ca_id = :ca AND number = :number
                        """)
                .param("ca", caId)
                .param("number", number)
                .query(JdbcCrlRegister::row)
                .optional();
    }

    @Override
    public Optional<Instant> lastUpdate(String caId) {
        return jdbc.sql("""
                        SELECT this_update FROM ca.crl
                         WHERE ca_id = :ca AND state <> 'REQUESTED' ORDER BY number DESC LIMIT 1
                        """)
                .param("ca", caId)
                .query((row, index) -> Times.fromSql(row, "this_update"))
                .optional();
    }

    @Override
    public List<Der> entries(String caId, long number) {
        return jdbc.sql("""
                        WITH last AS (SELECT number, this_update FROM ca.crl
                                       WHERE ca_id = :ca AND state = 'PUBLISHED' AND number < :number
                                       ORDER BY number DESC LIMIT 1)
                        SELECT r.entry FROM ca.revocation r LEFT JOIN last ON true
                         WHERE r.ca_id = :ca AND r.crl_number <= :number
                           AND (last.number IS NULL OR r.crl_number > last.number OR r.not_after >= last.this_update)
                         ORDER BY r.revoked_at, r.serial
                        """)
                .param("ca", caId)
                .param("number", number)
                .query((row, index) -> Der.of(row.getBytes("entry")))
                .list();
    }

    @Override
    public List<CertificateSerial> revoked(String caId, long number, Instant at) {
        return jdbc.sql("""
                        SELECT serial FROM ca.revocation
                         WHERE ca_id = :ca AND crl_number <= :number AND not_after >= :at
                         ORDER BY revoked_at, serial
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("at", Times.toSql(at))
                .query((row, index) -> CertificateSerial.ofHex(row.getString("serial")))
                .list();
    }

    @Override
    public void signed(String caId, long number, CrlRecord.Signed signed) {
        jdbc.sql("""
                        UPDATE ca.crl SET state = 'SIGNED', this_update = :thisUpdate, next_update = :nextUpdate,
                               entries = :entries, crl = :crl
                         WHERE ca_id = :ca AND number = :number AND state = 'REQUESTED'
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("thisUpdate", Times.toSql(signed.thisUpdate()))
                .param("nextUpdate", Times.toSql(signed.nextUpdate()))
                .param("entries", signed.entries())
                .param("crl", signed.crl().bytes())
                .update();
    }

    @Override
    public void published(String caId, long number, Instant at) {
        jdbc.sql("""
                        UPDATE ca.crl SET state = 'PUBLISHED', published_at = :at
                         WHERE ca_id = :ca AND number = :number AND state = 'SIGNED'
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("at", Times.toSql(at))
                .update();
    }

    @Override
    public void superseded(String caId, long number) {
        jdbc.sql("UPDATE ca.crl SET state = 'SUPERSEDED' WHERE ca_id = :ca AND number = :number AND state = 'SIGNED'")
                .param("ca", caId)
                .param("number", number)
                .update();
    }

    private static CrlRecord row(ResultSet row, int index) throws SQLException {
        byte[] crl = row.getBytes("crl");
        return new CrlRecord(
                row.getString("ca_id"),
                row.getLong("number"),
                CrlRecord.State.valueOf(row.getString("state")),
                crl == null
                        ? Optional.empty()
                        : Optional.of(new CrlRecord.Signed(
                                Times.fromSql(row, "this_update"),
                                Times.fromSql(row, "next_update"),
                                row.getInt("entries"),
                                Der.of(crl))));
    }
}
