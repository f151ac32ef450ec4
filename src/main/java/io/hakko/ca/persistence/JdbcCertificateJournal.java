package io.hakko.ca.persistence;

import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.CertificateJournal;
import io.hakko.ca.domain.JournalEntry;
import io.hakko.ca.domain.RevocationEntry;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCertificateJournal implements CertificateJournal {

    private static final String COLUMNS = """
            c.serial, c.ca_id, c.state, c.application, c.card, c.profile, c.profile_from, c.product, c.company_key,
            c.public_key_sha256, c.not_before, c.not_after, c.to_be_signed, c.certificate,
            r.revoked_at, r.reason, r.crl_reason, r.explanation, r.technical, r.crl_number,
            r.invalidity_date, r.entry
            """;
    private static final String SELECT =
            "SELECT " + COLUMNS + " FROM ca.certificate c LEFT JOIN ca.revocation r ON r.serial = c.serial";
    /** A compromise locks the authority's row against this (see {@link JdbcCompromiseRegister}). */
    private static final String SHARE_AUTHORITY = "SELECT id FROM ca.authority WHERE id = ? FOR KEY SHARE;";

    private static final String TAKE_TURN = """
            SELECT pg_advisory_xact_lock(hashtextextended(?, 0));
            """ + SHARE_AUTHORITY + """
            SELECT EXISTS (SELECT 1 FROM ca.certificate WHERE public_key_sha256 = ?) AS key_known,
                   EXISTS (SELECT 1 FROM ca.certificate
                            WHERE application = ? AND state IN ('PREPARED', 'ISSUED')) AS live,
                   EXISTS (SELECT FROM ca.compromised_authority WHERE ca_id = ?) AS compromised,
            """ + COLUMNS + """
              FROM (SELECT 1) one LEFT JOIN ca.certificate c ON c.card = ?
                   LEFT JOIN ca.revocation r ON r.serial = c.serial
            """;

    private static final String PREPARE = """
            INSERT INTO ca.certificate (serial, ca_id, state, application, card, profile, profile_from, product, company_key,
                   public_key_sha256, not_before, not_after, to_be_signed, to_be_signed_sha256, prepared_at)
            VALUES (?, ?, 'PREPARED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /**
     * The result does not wait for the disk. The intention is there; with it the same signature is made again, or revoked. The
     * result gets there with the next commit that waits, and that is before anybody can use the card (ADR 93).
     */
    private static final String RECORD =
            "SELECT set_config('synchronous_commit', 'off', true);" + SHARE_AUTHORITY + """
            UPDATE ca.certificate c SET state = 'ISSUED', certificate = ?, issued_at = ?
             WHERE c.serial = ? AND c.state = 'PREPARED'
               AND NOT EXISTS (SELECT FROM ca.compromised_authority a WHERE a.ca_id = c.ca_id)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate statements;

    JdbcCertificateJournal(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.statements = new JdbcTemplate(dataSource);
    }

    @Override
    public void prepare(JournalEntry entry, Instant at) {
        try {
            insert(entry, at);
        } catch (DuplicateKeyException e) {
            throw refusal(e, entry);
        }
    }

    /** Two orders at the same time may both find nothing; the constraints decide. */
    private static RuntimeException refusal(DuplicateKeyException e, JournalEntry entry) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("certificate_public_key_sha256_key")) {
            return Refusal.at("/publicKey", CaRefusal.KEY_REPEATED);
        }
        if (message.contains("certificate_pkey")) {
            return new Refusal(CaRefusal.SERIAL_REPEATED);
        }
        if (message.contains("certificate_card_key")) {
            return new Refusal(CaRefusal.CARD_TAKEN, entry.card().value());
        }
        return e;
    }

    private void insert(JournalEntry entry, Instant at) {
        statements.execute(PREPARE, (PreparedStatement statement) -> {
            int i = 0;
            statement.setString(++i, entry.serial().hex());
            statement.setString(++i, entry.caId());
            statement.setString(++i, entry.application().value());
            statement.setString(++i, entry.card().value());
            statement.setString(++i, entry.profile().id());
            statement.setObject(++i, entry.profile().effectiveFrom());
            statement.setString(++i, entry.product());
            statement.setString(++i, entry.companyKey());
            statement.setString(++i, entry.publicKeySha256());
            statement.setObject(++i, Times.toSql(entry.notBefore()));
            statement.setObject(++i, Times.toSql(entry.notAfter()));
            statement.setBytes(++i, entry.toBeSigned().bytes());
            statement.setString(++i, entry.toBeSigned().sha256());
            statement.setObject(++i, Times.toSql(at));
            return statement.executeUpdate();
        });
    }

    @Override
    public boolean issued(JournalEntry prepared, Der certificate, Instant at) {
        Boolean recorded = statements.execute(RECORD, (PreparedStatement statement) -> {
            statement.setString(1, prepared.caId());
            statement.setBytes(2, certificate.bytes());
            statement.setObject(3, Times.toSql(at));
            statement.setString(4, prepared.serial().hex());
            statement.execute();
            statement.getMoreResults();
            statement.getMoreResults();
            return statement.getUpdateCount() == 1;
        });
        return Boolean.TRUE.equals(recorded);
    }

    @Override
    public void revoked(CertificateSerial serial, RevocationEntry revocation) {
        jdbc.sql("UPDATE ca.certificate SET state = 'REVOKED' WHERE serial = :serial")
                .param("serial", serial.hex())
                .update();
        jdbc.sql("""
                        INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, crl_reason, explanation,
                               technical, crl_number, invalidity_date, entry)
                        SELECT serial, ca_id, :at, not_after, :reason, :crlReason, :explanation, :technical, :number,
                               :invalidityDate, :entry
                          FROM ca.certificate WHERE serial = :serial
                        """)
                .param("serial", serial.hex())
                .param("at", Times.toSql(revocation.at()))
                .param("reason", revocation.reason())
                .param("crlReason", revocation.crlReason().orElse(null), java.sql.Types.INTEGER)
                .param("explanation", revocation.explanation())
                .param("technical", revocation.technical())
                .param("number", revocation.crlNumber())
                .param(
                        "invalidityDate",
                        revocation.invalidityDate().map(Times::toSql).orElse(null),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("entry", revocation.entry().bytes())
                .update();
    }

    @Override
    public Optional<JournalEntry> ofSerial(CertificateSerial serial) {
        return jdbc.sql(SELECT + " WHERE c.serial = :serial")
                .param("serial", serial.hex())
                .query(JdbcCertificateJournal::row)
                .optional();
    }

    /** Three statements on one way to the server; the last sees what was committed while the others waited. */
    @Override
    public Standing takeTurn(
            ApplicationNumber application, CardNumber card, String publicKeySha256, Optional<String> caId) {
        Standing standing = statements.execute(TAKE_TURN, (PreparedStatement statement) -> {
            String authority = caId.orElse("");
            statement.setString(1, "ca.issue:" + application.value());
            statement.setString(2, authority);
            statement.setString(3, publicKeySha256);
            statement.setString(4, application.value());
            statement.setString(5, authority);
            statement.setString(6, card.value());
            statement.execute();
            statement.getMoreResults();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return new Standing(
                        row.getString("serial") == null ? Optional.empty() : Optional.of(row(row, 0)),
                        row.getBoolean("key_known"),
                        row.getBoolean("live"),
                        row.getBoolean("compromised"));
            }
        });
        return Objects.requireNonNull(standing);
    }

    @Override
    public Optional<JournalEntry> ofCard(CardNumber card) {
        return jdbc.sql(SELECT + " WHERE c.card = :card")
                .param("card", card.value())
                .query(JdbcCertificateJournal::row)
                .optional();
    }

    @Override
    public Optional<JournalEntry> lock(CertificateSerial serial) {
        return jdbc.sql(SELECT + " WHERE c.serial = :serial FOR NO KEY UPDATE OF c")
                .param("serial", serial.hex())
                .query(JdbcCertificateJournal::row)
                .optional();
    }

    @Override
    public List<JournalEntry> ofApplication(ApplicationNumber application) {
        return jdbc.sql(SELECT + " WHERE c.application = :application ORDER BY c.position")
                .param("application", application.value())
                .query(JdbcCertificateJournal::row)
                .list();
    }

    @Override
    public int countValid(String profileId, String companyKey, Instant at) {
        return jdbc.sql("""
                        SELECT count(*) FROM ca.certificate
                         WHERE state = 'ISSUED' AND profile = :profile AND company_key = :company AND not_after > :at
                        """)
                .param("profile", profileId)
                .param("company", companyKey)
                .param("at", Times.toSql(at))
                .query(Integer.class)
                .single();
    }

    private static JournalEntry row(ResultSet row, int index) throws SQLException {
        return new JournalEntry(
                CertificateSerial.ofHex(row.getString("serial")),
                row.getString("ca_id"),
                JournalEntry.State.valueOf(row.getString("state")),
                ApplicationNumber.of(row.getString("application")),
                CardNumber.of(row.getString("card")),
                new ProfileRef(row.getString("profile"), row.getObject("profile_from", LocalDate.class)),
                row.getString("product"),
                row.getString("company_key"),
                row.getString("public_key_sha256"),
                Times.fromSql(row, "not_before"),
                Times.fromSql(row, "not_after"),
                Der.of(row.getBytes("to_be_signed")),
                Optional.ofNullable(row.getBytes("certificate")).map(Der::of),
                revocation(row));
    }

    private static Optional<RevocationEntry> revocation(ResultSet row) throws SQLException {
        if (row.getString("reason") == null) {
            return Optional.empty();
        }
        return Optional.of(new RevocationEntry(
                Times.fromSql(row, "revoked_at"),
                row.getString("reason"),
                Optional.ofNullable(row.getObject("crl_reason", Integer.class)),
                row.getString("explanation"),
                row.getBoolean("technical"),
                row.getLong("crl_number"),
                Optional.ofNullable(row.getObject("invalidity_date", java.time.OffsetDateTime.class))
                        .map(java.time.OffsetDateTime::toInstant),
                Der.of(row.getBytes("entry"))));
    }
}
