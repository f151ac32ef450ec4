package io.hakko.repository.persistence;

import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.StoredCrl;
import io.hakko.shared.Der;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            "SELECT ca_id, number, crl, this_update, next_update, published_at FROM repository.crl WHERE ca_id = :ca ";

    private final JdbcClient jdbc;

    JdbcPublicationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "http";
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
    public void put(Publication publication) {
        jdbc.sql("""
                        INSERT INTO repository.crl (ca_id, number, crl, sha256, this_update, next_update, published_at)
                        VALUES (:ca, :number, :crl, :sha256, :thisUpdate, :nextUpdate, :at)
                        """)
                .param("ca", publication.caId())
                .param("number", publication.number())
                .param("crl", publication.crl().bytes())
                .param("sha256", publication.crl().sha256())
                .param("thisUpdate", toSql(publication.thisUpdate()))
                .param("nextUpdate", toSql(publication.nextUpdate()))
                .param("at", toSql(publication.at()))
                .update();
    }

    @Override
    public Optional<Der> fetch(String caId, long number) {
        return find(caId, number).map(StoredCrl::crl);
    }

    @Override
    public Optional<Der> fetchLatest(String caId) {
        return latest(caId).map(StoredCrl::crl);
    }

    @Override
    public Optional<StoredCrl> find(String caId, long number) {
        return jdbc.sql(SELECT + "AND number = :number")
                .param("ca", caId)
                .param("number", number)
                .query(JdbcPublicationStore::row)
                .optional();
    }

    @Override
    public Optional<StoredCrl> latest(String caId) {
        return jdbc.sql(SELECT + "ORDER BY number DESC LIMIT 1")
                .param("ca", caId)
                .query(JdbcPublicationStore::row)
                .optional();
    }

    @Override
    public List<StoredCrl> all(String caId) {
        return jdbc.sql(SELECT + "ORDER BY number")
                .param("ca", caId)
                .query(JdbcPublicationStore::row)
                .list();
    }

    private static StoredCrl row(ResultSet row, int index) throws SQLException {
        return new StoredCrl(
                row.getString("ca_id"),
                row.getLong("number"),
                Der.of(row.getBytes("crl")),
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
