package io.hakko.revocation.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.revocation.domain.RevocationNotice;
import io.hakko.revocation.domain.RevocationNotice.Receiver;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationRequest.State;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.RevocationRequestNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRevocationStore implements RevocationStore {

    private static final String SELECT = """
            SELECT number, certificate_serial, application_number, card_number, profile_id, profile_from, origin,
                   reason_code, crl_reason, invalidity_date, explanation, proposed_by, proposed_at, state, approved, decision_reason,
                   decided_by, decided_at, revoked_at
              FROM revocation.request
            """;

    private final JdbcClient jdbc;

    JdbcRevocationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public RevocationRequestNumber nextNumber(int year) {
        long next = jdbc.sql("""
                        INSERT INTO revocation.request_counter AS counter (year, last) VALUES (:year, 1)
                        ON CONFLICT (year) DO UPDATE SET last = counter.last + 1
                        RETURNING last
                        """).param("year", year).query(Long.class).single();
        return RevocationRequestNumber.of(year, next);
    }

    @Override
    public boolean add(RevocationRequest request) {
        return jdbc.sql("""
                                INSERT INTO revocation.request (number, certificate_serial, application_number,
                                    card_number, profile_id, profile_from, origin, reason_code, crl_reason,
                                    invalidity_date, explanation, proposed_by, proposed_at, state, automatic)
                                VALUES (:number, :serial, :application, :card, :profile, :profileFrom, :origin,
                                    :reason, :crlReason, :invalidityDate, :explanation, :proposedBy, :proposedAt, :state, :automatic)
                                ON CONFLICT (certificate_serial, origin) WHERE state IN ('REQUESTED', 'EXAMINED', 'APPROVED')
                                DO NOTHING
                                """)
                        .param("number", request.number().value())
                        .param("serial", request.serial().hex())
                        .param("application", request.application().value())
                        .param("card", request.card().value())
                        .param("profile", request.profile().id())
                        .param("profileFrom", request.profile().effectiveFrom())
                        .param("origin", request.origin().name())
                        .param("reason", request.reasonCode())
                        .param("crlReason", request.crlReason().orElse(null))
                        .param(
                                "invalidityDate",
                                request.invalidityDate()
                                        .map(at -> at.atOffset(UTC))
                                        .orElse(null))
                        .param("explanation", request.explanation())
                        .param("proposedBy", request.proposedBy().id())
                        .param("proposedAt", request.proposedAt().atOffset(UTC))
                        .param("state", request.state().name())
                        .param("automatic", request.state() == State.APPROVED)
                        .update()
                == 1;
    }

    @Override
    public Optional<RevocationRequest> find(RevocationRequestNumber number) {
        return jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", number.value())
                .query((row, index) -> request(row))
                .optional();
    }

    @Override
    public Optional<RevocationRequest> lock(RevocationRequestNumber number) {
        return jdbc.sql(SELECT + " WHERE number = :number FOR UPDATE")
                .param("number", number.value())
                .query((row, index) -> request(row))
                .optional();
    }

    @Override
    public Map<String, ProfileRef> profiles(Collection<String> requests) {
        Map<String, ProfileRef> profiles = new HashMap<>();
        if (!requests.isEmpty()) {
            jdbc.sql("SELECT number, profile_id, profile_from FROM revocation.request WHERE number IN (:requests)")
                    .param("requests", requests)
                    .query(row -> {
                        profiles.put(
                                row.getString("number"),
                                new ProfileRef(
                                        row.getString("profile_id"), row.getObject("profile_from", LocalDate.class)));
                    });
        }
        return profiles;
    }

    @Override
    public Optional<RevocationRequest> open(CertificateSerial serial, Origin origin) {
        return jdbc.sql(SELECT + """
                         WHERE certificate_serial = :serial AND origin = :origin
                           AND state IN ('REQUESTED', 'EXAMINED', 'APPROVED')
                        """)
                .param("serial", serial.hex())
                .param("origin", origin.name())
                .query((row, index) -> request(row))
                .optional();
    }

    @Override
    public void update(RevocationRequest request) {
        jdbc.sql("""
                        UPDATE revocation.request
                           SET state = :state, approved = :approved, decision_reason = :reason, decided_by = :by,
                               decided_at = :at, revoked_at = :revokedAt, version = version + 1
                         WHERE number = :number
                        """)
                .param("state", request.state().name())
                .param("approved", request.decision().map(Decision::approved).orElse(null))
                .param("reason", request.decision().map(Decision::reason).orElse(null))
                .param("by", request.decision().map(d -> d.by().id()).orElse(null))
                .param("at", request.decision().map(d -> d.at().atOffset(UTC)).orElse(null))
                .param(
                        "revokedAt",
                        request.revokedAt().map(at -> at.atOffset(UTC)).orElse(null))
                .param("number", request.number().value())
                .update();
    }

    @Override
    public void add(RevocationNotice notice) {
        jdbc.sql("INSERT INTO revocation.notice (request_number, receiver, letter) VALUES (:number, :to, :letter)")
                .param("number", notice.request().value())
                .param("to", notice.receiver().name())
                .param("letter", notice.letter())
                .update();
    }

    @Override
    public List<RevocationNotice> notices(RevocationRequestNumber number) {
        return jdbc.sql("""
                        SELECT receiver, letter FROM revocation.notice
                         WHERE request_number = :number ORDER BY receiver DESC
                        """)
                .param("number", number.value())
                .query((row, index) -> new RevocationNotice(
                        number, Receiver.valueOf(row.getString("receiver")), row.getString("letter")))
                .list();
    }

    @Override
    public boolean noticesWritten(CertificateSerial serial) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM revocation.notice n JOIN revocation.request r ON r.number = n.request_number
                             WHERE r.certificate_serial = :serial)
                        """).param("serial", serial.hex()).query(Boolean.class).single();
    }

    private static RevocationRequest request(ResultSet row) throws SQLException {
        Optional<Decision> decision = Optional.empty();
        if (row.getString("decided_by") != null) {
            decision = Optional.of(new Decision(
                    row.getBoolean("approved"),
                    row.getString("decision_reason"),
                    new Actor(row.getString("decided_by")),
                    instant(row, "decided_at")));
        }
        return new RevocationRequest(
                RevocationRequestNumber.of(row.getString("number")),
                CertificateSerial.ofHex(row.getString("certificate_serial")),
                ApplicationNumber.of(row.getString("application_number")),
                CardNumber.of(row.getString("card_number")),
                new ProfileRef(row.getString("profile_id"), row.getObject("profile_from", LocalDate.class)),
                Origin.valueOf(row.getString("origin")),
                row.getString("reason_code"),
                Optional.ofNullable(row.getObject("crl_reason", Integer.class)),
                Optional.ofNullable(row.getObject("invalidity_date", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getString("explanation"),
                new Actor(row.getString("proposed_by")),
                instant(row, "proposed_at"),
                State.valueOf(row.getString("state")),
                decision,
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
