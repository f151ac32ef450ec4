package io.hakko.audit;

import io.hakko.shared.Der;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of seals and of the certificates that stand with their keys. */
@Repository
class SealStore {

    private static final String COLUMNS = "number, first_entry, last_entry, at, key_sha256, previous_sha256, signature,"
            + " encode(sha256(hashes), 'hex') AS entries_sha256";

    private final JdbcClient jdbc;

    SealStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether nobody else seals until this transaction ends. */
    boolean takeTurn() {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('audit.seal', 0))")
                .query(Boolean.class)
                .single();
    }

    Optional<Seal> last() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.seal ORDER BY number DESC LIMIT 1")
                .query(SealStore::read)
                .optional();
    }

    /** The last entry that is sealed; 0 while none is. */
    long lastSealed() {
        return jdbc.sql("SELECT coalesce(max(last_entry), 0) FROM audit.seal")
                .query(Long.class)
                .single();
    }

    List<Seal> all() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM audit.seal ORDER BY number")
                .query(SealStore::read)
                .list();
    }

    /** The hashes that a seal covers, one behind the other. */
    byte[] hashes(long number) {
        return jdbc.sql("SELECT hashes FROM audit.seal WHERE number = :number")
                .param("number", number)
                .query((row, index) -> row.getBytes("hashes"))
                .single();
    }

    /** Certificates by their SHA-256. */
    Map<String, byte[]> keys() {
        Map<String, byte[]> keys = new HashMap<>();
        jdbc.sql("SELECT certificate FROM audit.seal_key").query(row -> {
            byte[] certificate = row.getBytes("certificate");
            keys.put(Der.of(certificate).sha256(), certificate);
        });
        return keys;
    }

    void enterKey(Der certificate, Instant since) {
        jdbc.sql("""
                        INSERT INTO audit.seal_key (sha256, certificate, since) VALUES (:sha256, :certificate, :since)
                        ON CONFLICT (sha256) DO NOTHING
                        """)
                .param("sha256", certificate.sha256())
                .param("certificate", certificate.bytes())
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .update();
    }

    void insert(Seal seal, byte[] hashes) {
        SealStatement says = seal.statement();
        jdbc.sql("""
                        INSERT INTO audit.seal (number, first_entry, last_entry, at, hashes, key_sha256, previous_sha256, signature)
                        VALUES (:number, :first, :last, :at, :hashes, :key, :previous, :signature)
                        """)
                .param("number", says.number())
                .param("first", says.first())
                .param("last", says.last())
                .param("at", OffsetDateTime.ofInstant(says.at(), ZoneOffset.UTC))
                .param("hashes", hashes)
                .param("key", says.keySha256())
                .param("previous", says.previousSha256())
                .param("signature", seal.signature().bytes())
                .update();
    }

    private static Seal read(ResultSet row, int number) throws SQLException {
        return new Seal(
                new SealStatement(
                        row.getLong("number"),
                        row.getLong("first_entry"),
                        row.getLong("last_entry"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("entries_sha256"),
                        row.getString("key_sha256"),
                        row.getString("previous_sha256")),
                SealSignature.of(row.getBytes("signature")));
    }
}
