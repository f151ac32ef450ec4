package io.hakko.ca.persistence;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CrlRecord;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.ca.domain.RevokedEntries;
import io.hakko.ca.domain.RevokedSerial;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import io.hakko.shared.PieceInput;
import io.hakko.shared.PieceOutput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCrlRegister implements CrlRegister {

    private static final String AUTHORITIES =
            " WHERE ca_id = :ca AND authority AND crl_number <= :number ORDER BY position";

    private final JdbcClient jdbc;
    private final CrlSegments segments;

    JdbcCrlRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.segments = new CrlSegments(jdbc);
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
                        SELECT ca_id, number, state, this_update, next_update, entries, octets, sha256, arl
                          FROM ca.crl WHERE ca_id = :ca AND number = :number
                        """)
                .param("ca", caId)
                .param("number", number)
                .query(this::row)
                .optional();
    }

    @Override
    public Optional<Instant> lastExpiry(String caId) {
        return jdbc.sql("""
                        SELECT greatest((SELECT max(not_after) FROM ca.certificate WHERE ca_id = :ca),
                                        (SELECT max(not_after) FROM ca.revocation WHERE ca_id = :ca AND authority)) AS last
                        """)
                .param("ca", caId)
                .query((row, index) -> Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
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
    public RevokedEntries entries(String caId, long number, boolean keepExpired) {
        return segments.of(caId, number, keepExpired);
    }

    @Override
    public boolean rebuildEntries(String caId, long number, boolean keepExpired) {
        return segments.rebuild(caId, number, keepExpired);
    }

    @Override
    public Iterator<RevokedSerial> revoked(String caId, long number, Instant at, boolean keepExpired) {
        return new RevocationPages(jdbc, caId, number, at, keepExpired);
    }

    @Override
    public List<Der> authorityEntries(String caId, long number) {
        return jdbc.sql("SELECT entry FROM ca.revocation" + AUTHORITIES)
                .param("ca", caId)
                .param("number", number)
                .query((row, index) -> Der.of(row.getBytes("entry")))
                .list();
    }

    @Override
    public List<CertificateSerial> revokedAuthorities(String caId, long number) {
        return jdbc.sql("SELECT serial FROM ca.revocation" + AUTHORITIES)
                .param("ca", caId)
                .param("number", number)
                .query((row, index) -> CertificateSerial.ofHex(row.getString("serial")))
                .list();
    }

    @Override
    public PieceOutput write(String caId, long number) {
        return new PieceOutput((piece, content) -> jdbc.sql("""
                        INSERT INTO ca.crl_piece (ca_id, number, piece, content) VALUES (:ca, :number, :piece, :content)
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("piece", piece)
                .param("content", content)
                .update());
    }

    @Override
    public Optional<Instant> awaitedSince(String caId) {
        return jdbc.sql("""
                        SELECT requested_at FROM ca.crl
                         WHERE ca_id = :ca AND state IN ('REQUESTED', 'SIGNED')
                           AND number > (SELECT coalesce(max(number), 0) FROM ca.crl
                                          WHERE ca_id = :ca AND state = 'PUBLISHED')
                         ORDER BY number LIMIT 1
                        """)
                .param("ca", caId)
                .query((row, index) -> Times.fromSql(row, "requested_at"))
                .optional();
    }

    @Override
    public void signed(
            String caId,
            long number,
            Instant thisUpdate,
            Instant nextUpdate,
            int entries,
            long octets,
            String sha256,
            Der arl) {
        jdbc.sql("""
                        UPDATE ca.crl SET state = 'SIGNED', this_update = :thisUpdate, next_update = :nextUpdate,
                               entries = :entries, octets = :octets, sha256 = :sha256, arl = :arl
                         WHERE ca_id = :ca AND number = :number AND state = 'REQUESTED'
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("thisUpdate", Times.toSql(thisUpdate))
                .param("nextUpdate", Times.toSql(nextUpdate))
                .param("entries", entries)
                .param("octets", octets)
                .param("sha256", sha256)
                .param("arl", arl.bytes())
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

    private CrlRecord row(ResultSet row, int index) throws SQLException {
        String caId = row.getString("ca_id");
        long number = row.getLong("number");
        String sha256 = row.getString("sha256");
        return new CrlRecord(
                caId,
                number,
                CrlRecord.State.valueOf(row.getString("state")),
                sha256 == null
                        ? Optional.empty()
                        : Optional.of(new CrlRecord.Signed(
                                Times.fromSql(row, "this_update"),
                                Times.fromSql(row, "next_update"),
                                row.getInt("entries"),
                                new DerContent(
                                        row.getLong("octets"),
                                        sha256,
                                        offset -> new PieceInput(piece -> piece(caId, number, piece), offset)),
                                Optional.ofNullable(row.getBytes("arl")).map(Der::of))));
    }

    private Optional<byte[]> piece(String caId, long number, int piece) {
        return jdbc.sql("SELECT content FROM ca.crl_piece WHERE ca_id = :ca AND number = :number AND piece = :piece")
                .param("ca", caId)
                .param("number", number)
                .param("piece", piece)
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }
}
