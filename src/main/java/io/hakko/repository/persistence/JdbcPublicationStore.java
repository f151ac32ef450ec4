package io.hakko.repository.persistence;

import io.hakko.repository.domain.LastPublished;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationGateException;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import io.hakko.shared.PieceInput;
import io.hakko.shared.PieceOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPublicationStore implements PublicationStore {

    private static final String SELECT =
            "SELECT ca_id, number, octets, sha256, arl, entries, revocations, this_update, next_update, published_at"
                    + " FROM repository.crl WHERE ca_id = :ca ";

    private final JdbcClient jdbc;

    JdbcPublicationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock(String caId) {
        jdbc.sql("INSERT INTO repository.point (ca_id) VALUES (:ca) ON CONFLICT (ca_id) DO NOTHING")
                .param("ca", caId)
                .update();
        jdbc.sql("SELECT ca_id FROM repository.point WHERE ca_id = :ca FOR UPDATE")
                .param("ca", caId)
                .query(String.class)
                .single();
    }

    @Override
    public long lastNumber(String caId) {
        return jdbc.sql("""
                        SELECT greatest((SELECT max(number) FROM repository.crl WHERE ca_id = :ca),
                                        (SELECT seen FROM repository.point WHERE ca_id = :ca), 0)
                        """).param("ca", caId).query(Long.class).single();
    }

    @Override
    public void seen(String caId, long number) {
        jdbc.sql("UPDATE repository.point SET seen = greatest(seen, :number) WHERE ca_id = :ca")
                .param("ca", caId)
                .param("number", number)
                .update();
    }

    @Override
    public LastPublished last(String caId) {
        LastPublished last = latest(caId)
                .map(crl -> new LastPublished(crl.number(), crl.thisUpdate(), crl.revocations()))
                .orElse(LastPublished.NONE);
        return new LastPublished(lastNumber(caId), last.thisUpdate(), last.revocations());
    }

    @Override
    public void put(Publication publication) {
        jdbc.sql("""
                        INSERT INTO repository.crl (ca_id, number, octets, sha256, arl, entries, revocations, this_update,
                               next_update, published_at)
                        VALUES (:ca, :number, :octets, :sha256, :arl, :entries, :revocations, :thisUpdate, :nextUpdate, :at)
                        """)
                .param("ca", publication.caId())
                .param("number", publication.number())
                .param("octets", publication.crl().length())
                .param("sha256", publication.crl().sha256())
                .param("arl", publication.arl().map(Der::bytes).orElse(null), Types.BINARY)
                .param("entries", publication.entries())
                .param("revocations", publication.revocations())
                .param("thisUpdate", toSql(publication.thisUpdate()))
                .param("nextUpdate", toSql(publication.nextUpdate()))
                .param("at", toSql(publication.at()))
                .update();
        PieceOutput out = new PieceOutput((piece, content) -> putPiece(publication, piece, content));
        try (out;
                InputStream in = publication.crl().open()) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the signed CRL cannot be read", e);
        }
        if (!out.sha256().equals(publication.crl().sha256())) {
            throw new PublicationGateException("The CRL is kept back: it is not stored as it was signed");
        }
    }

    private void putPiece(Publication publication, int piece, byte[] content) {
        jdbc.sql("""
                        INSERT INTO repository.crl_piece (ca_id, number, piece, content)
                        VALUES (:ca, :number, :piece, :content)
                        """)
                .param("ca", publication.caId())
                .param("number", publication.number())
                .param("piece", piece)
                .param("content", content)
                .update();
    }

    private Optional<byte[]> piece(String caId, long number, int piece) {
        return jdbc.sql("""
                        SELECT content FROM repository.crl_piece
                         WHERE ca_id = :ca AND number = :number AND piece = :piece
                        """)
                .param("ca", caId)
                .param("number", number)
                .param("piece", piece)
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }

    @Override
    public Optional<StoredCrl> find(String caId, long number) {
        return jdbc.sql(SELECT + "AND number = :number")
                .param("ca", caId)
                .param("number", number)
                .query(this::row)
                .optional();
    }

    @Override
    public Optional<StoredCrl> latest(String caId) {
        return jdbc.sql(SELECT + "ORDER BY number DESC LIMIT 1")
                .param("ca", caId)
                .query(this::row)
                .optional();
    }

    @Override
    public List<StoredCrl> all(String caId) {
        return jdbc.sql(SELECT + "ORDER BY number")
                .param("ca", caId)
                .query(this::row)
                .list();
    }

    private StoredCrl row(ResultSet row, int index) throws SQLException {
        String caId = row.getString("ca_id");
        long number = row.getLong("number");
        return new StoredCrl(
                caId,
                number,
                new DerContent(
                        row.getLong("octets"),
                        row.getString("sha256"),
                        offset -> new PieceInput(piece -> piece(caId, number, piece), offset)),
                Optional.ofNullable(row.getBytes("arl")).map(Der::of),
                row.getInt("entries"),
                row.getLong("revocations"),
                instant(row, "this_update"),
                instant(row, "next_update"),
                instant(row, "published_at"));
    }

    private static OffsetDateTime toSql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
