package io.hakko.revocation.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.revocation.domain.CaCompromise;
import io.hakko.revocation.domain.CaCompromise.Announcement;
import io.hakko.revocation.domain.CaCompromise.State;
import io.hakko.revocation.domain.CaCompromiseStore;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import io.hakko.shared.CertificateSerial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCaCompromiseStore implements CaCompromiseStore {

    private static final String SELECT = """
            SELECT number, ca_id, explanation, proposed_by, proposed_at, state, approved, decision_reason, decided_by,
                   decided_at, last_serial, requested, announced_on, reported_on, announced_by
              FROM revocation.ca_compromise
            """;

    private final JdbcClient jdbc;

    JdbcCaCompromiseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public CaseNumber nextNumber(int year) {
        long next = jdbc.sql("""
                        INSERT INTO revocation.case_counter AS counter (year, last) VALUES (:year, 1)
                        ON CONFLICT (year) DO UPDATE SET last = counter.last + 1
                        RETURNING last
                        """).param("year", year).query(Long.class).single();
        return CaseNumber.of(year, next);
    }

    @Override
    public boolean add(CaCompromise compromise) {
        return jdbc.sql("""
                                INSERT INTO revocation.ca_compromise (number, ca_id, explanation, proposed_by,
                                    proposed_at, state)
                                VALUES (:number, :ca, :explanation, :by, :at, :state)
                                ON CONFLICT (ca_id) WHERE state <> 'REFUSED' DO NOTHING
                                """)
                        .param("number", compromise.number().value())
                        .param("ca", compromise.caId())
                        .param("explanation", compromise.explanation())
                        .param("by", compromise.proposedBy().id())
                        .param("at", compromise.proposedAt().atOffset(UTC))
                        .param("state", compromise.state().name())
                        .update()
                == 1;
    }

    @Override
    public Optional<CaCompromise> find(CaseNumber number) {
        return one(" WHERE number = :value", number.value());
    }

    @Override
    public Optional<CaCompromise> ofAuthority(String caId) {
        return one(" WHERE ca_id = :value AND state <> 'REFUSED'", caId);
    }

    @Override
    public Optional<CaCompromise> lock(CaseNumber number) {
        return one(" WHERE number = :value FOR UPDATE", number.value());
    }

    private Optional<CaCompromise> one(String where, String value) {
        return jdbc.sql(SELECT + where)
                .param("value", value)
                .query((row, index) -> compromise(row))
                .optional();
    }

    @Override
    public void update(CaCompromise compromise) {
        jdbc.sql("""
                        UPDATE revocation.ca_compromise
                           SET state = :state, approved = :approved, decision_reason = :reason, decided_by = :by,
                               decided_at = :at, last_serial = :last, requested = :requested,
                               announced_on = :announcedOn, reported_on = :reportedOn, announced_by = :announcedBy,
                               version = version + 1
                         WHERE number = :number
                        """)
                .param("state", compromise.state().name())
                .param("approved", compromise.decision().map(Decision::approved).orElse(null))
                .param("reason", compromise.decision().map(Decision::reason).orElse(null))
                .param(
                        "by",
                        compromise.decision().map(Decision::by).map(Actor::id).orElse(null))
                .param(
                        "at",
                        compromise
                                .decision()
                                .map(Decision::at)
                                .map(at -> at.atOffset(UTC))
                                .orElse(null))
                .param(
                        "last",
                        compromise.lastSerial().map(CertificateSerial::hex).orElse(null))
                .param("requested", compromise.requested())
                .param(
                        "announcedOn",
                        compromise.announcement().map(Announcement::announcedOn).orElse(null))
                .param(
                        "reportedOn",
                        compromise.announcement().map(Announcement::reportedOn).orElse(null))
                .param(
                        "announcedBy",
                        compromise
                                .announcement()
                                .map(Announcement::by)
                                .map(Actor::id)
                                .orElse(null))
                .param("number", compromise.number().value())
                .update();
    }

    private static CaCompromise compromise(ResultSet row) throws SQLException {
        return new CaCompromise(
                CaseNumber.of(row.getString("number")),
                row.getString("ca_id"),
                row.getString("explanation"),
                new Actor(row.getString("proposed_by")),
                instant(row, "proposed_at"),
                State.valueOf(row.getString("state")),
                decision(row),
                Optional.ofNullable(row.getString("last_serial")).map(CertificateSerial::ofHex),
                row.getInt("requested"),
                announcement(row));
    }

    private static Optional<Decision> decision(ResultSet row) throws SQLException {
        String by = row.getString("decided_by");
        if (by == null) {
            return Optional.empty();
        }
        return Optional.of(new Decision(
                row.getBoolean("approved"),
                row.getString("decision_reason"),
                new Actor(by),
                instant(row, "decided_at")));
    }

    private static Optional<Announcement> announcement(ResultSet row) throws SQLException {
        String by = row.getString("announced_by");
        if (by == null) {
            return Optional.empty();
        }
        return Optional.of(new Announcement(
                row.getObject("announced_on", LocalDate.class),
                row.getObject("reported_on", LocalDate.class),
                new Actor(by)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
